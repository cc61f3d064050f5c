import { Code, Text } from '@mantine/core';
import { Panel } from '../../components/panel.js';
import { Told } from '../../components/told.js';
import { runTexts } from '../../texts/runs.js';
import { Json } from './json-panel.js';

const { ending: texts } = runTexts;

/** Why a run faulted: the words of its problem, the step, and all of it as JSON for whoever wants that. */
export function RunEnding({ problem }: { readonly problem: unknown }) {
  const { title, detail, instance } = wordsOf(problem);
  return (
    <Panel title={texts.title}>
      {title === undefined ? null : (
        <Text fw={600}>
          <Told text={title} />
        </Text>
      )}
      {detail === undefined ? null : (
        <Text style={{ overflowWrap: 'anywhere' }}>
          <Told text={detail} />
        </Text>
      )}
      {instance === undefined ? null : (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {texts.step} <Code>{instance}</Code>
        </Text>
      )}
      <details>
        <Text component="summary" size="xs" c="dimmed" py={4} style={{ cursor: 'pointer' }}>
          {texts.details}
        </Text>
        <Json label={runTexts.data.as(texts.title)} value={problem} />
      </details>
    </Panel>
  );
}

/** The members of problem details that a person reads; a process may have raised anything. */
function wordsOf(problem: unknown): Readonly<Partial<Record<'title' | 'detail' | 'instance', string>>> {
  if (typeof problem !== 'object' || problem === null) return {};
  const words = ['title', 'detail', 'instance'].flatMap((member) => {
    const value: unknown = Reflect.get(problem, member);
    return typeof value === 'string' && value !== '' ? [[member, value]] : [];
  });
  return Object.fromEntries(words);
}
