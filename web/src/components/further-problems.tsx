import { Code, List, Text } from '@mantine/core';
import { problemTexts as texts } from '../texts/problems.js';
import { Told } from './told.js';

/** More at a time nobody mends. */
const MOST = 8;

/** One thing wrong with a text: where, and why. */
interface PlacedProblem {
  readonly path: string;
  readonly line: number;
  readonly reason: string;
}

/** What else is wrong with a definition: the message of the problem tells the first of them. */
export function FurtherProblems({ facts }: { readonly facts: Readonly<Record<string, unknown>> }) {
  const further = Array.isArray(facts.problems) ? facts.problems.filter(isPlaced).slice(1) : [];
  if (further.length === 0) return null;
  return (
    <>
      <Text size="sm" mt={6}>
        {texts.also}
      </Text>
      <List size="sm" style={{ overflowWrap: 'anywhere' }}>
        {further.slice(0, MOST).map(({ path, line, reason }) => (
          <List.Item key={`${line} ${path} ${reason}`}>
            {texts.place(line)}, <Code>{path || '/'}</Code>: <Told text={reason} />
          </List.Item>
        ))}
        {further.length > MOST ? <List.Item>{texts.more(further.length - MOST)}</List.Item> : null}
      </List>
    </>
  );
}

function isPlaced(problem: unknown): problem is PlacedProblem {
  return typeof problem === 'object' && problem !== null && 'line' in problem && 'reason' in problem;
}
