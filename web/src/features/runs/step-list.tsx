import { Badge, Box, Button, Group, Skeleton, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { KeyIcon } from '../../components/icons.js';
import { Panel } from '../../components/panel.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { runTexts } from '../../texts/runs.js';
import { Json } from './json-panel.js';
import { type Run, type Step, stepsQuery } from './run-queries.js';
import classes from './runs.module.css';
import { tookText } from './took.js';
import type { RunStream } from './use-run-stream.js';

const { steps: texts } = runTexts;
type Token = NonNullable<Step['token']>;

/** The colour of a step's mark; the word beside it says the same. */
const MARKS: Readonly<Record<string, string>> = {
  done: 'var(--mantine-color-cabinet-5)',
  failed: 'var(--mantine-color-red-6)',
  'timed-out': 'var(--mantine-color-red-6)',
  retry: 'var(--mantine-color-yellow-6)',
  parked: 'var(--mantine-color-yellow-6)',
  abandoned: 'var(--mantine-color-yellow-6)',
  unknown: 'var(--mantine-color-yellow-6)',
  'under-way': 'var(--mantine-color-blue-5)',
};

/** What happened in a run, in order. */
export function StepList({ run, stream }: { readonly run: Run; readonly stream: RunStream }) {
  const query = useInfiniteQuery(stepsQuery(run, stream.isLive));
  const { data: steps, error, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  const recorded = new Set(steps?.filter(({ retriedAt }) => retriedAt === undefined).map(({ name }) => name));
  const begun = hasNextPage ? [] : stream.begun.filter(({ name }) => !recorded.has(name));
  return (
    <Panel title={texts.title} about={texts.about}>
      {error ? <ProblemNotice error={error} /> : null}
      {steps || error ? null : <Skeleton h={160} />}
      {steps?.length === 0 && begun.length === 0 ? <Text size="sm">{texts.none}</Text> : null}
      <ol className={classes.steps}>
        {[...(steps ?? []), ...begun].map((step) => (
          <StepItem key={`${step.name} ${step.attempt} ${step.kind} ${step.retriedAt ?? ''}`} step={step} />
        ))}
      </ol>
      {hasNextPage ? (
        <Button variant="default" mt="md" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {texts.more}
        </Button>
      ) : null}
    </Panel>
  );
}

function StepItem({ step }: { readonly step: Step }) {
  const { path, action, kind, attempt, outcome, token, startedAt, endedAt, retriedAt } = step;
  return (
    <Box component="li" className={classes.step} style={{ '--mark': MARKS[outcome] ?? 'var(--line)' }}>
      <Group justify="space-between" gap="xs" align="baseline">
        <Text fw={600} className={classes.path}>
          {path.slice(path.lastIndexOf('/') + 1)}{' '}
          <Text span size="xs" c="dimmed" fw={400}>
            {action ?? kind}
            {attempt > 1 ? `, ${texts.attempt(attempt)}` : ''}
          </Text>
        </Text>
        <Text size="xs" c="dimmed">
          {texts.outcome[outcome] ?? outcome}
          {retriedAt === undefined ? '' : `, ${texts.retried}`}
          {endedAt === undefined ? '' : ` · ${tookText(startedAt, endedAt)}`}
        </Text>
      </Group>
      {token ? <UsedToken token={token} /> : null}
      <StepDetails step={step} />
    </Box>
  );
}

/** Name, scope and generation: which state of which token served this step. */
function UsedToken({ token: { name, scope, generation } }: { readonly token: Token }) {
  return (
    <Group gap={6} mt={4}>
      <KeyIcon size={14} />
      <Text size="sm" className={classes.path} aria-label={texts.token(name)}>
        {name}
      </Text>
      <Badge size="sm" variant="default">
        {texts.scope[scope]}
      </Badge>
      <Text size="xs" c="dimmed">
        {texts.generation(generation)}
      </Text>
    </Group>
  );
}

/** What it asked for, and what came of it. */
function StepDetails({ step }: { readonly step: Step }) {
  const { input, inputLength, inputWithheld, output, problem, path } = step;
  return (
    <>
      {input === undefined ? null : (
        <Detail label={texts.input} path={path} value={input} note={cutNote(inputLength)} />
      )}
      {inputWithheld ? (
        <Text size="xs" c="dimmed" mt={4}>
          {texts.withheld}
        </Text>
      ) : null}
      {output === undefined ? null : <Detail label={texts.output} path={path} value={output} />}
      {problem === undefined ? null : <Detail label={texts.problem} path={path} value={problem} />}
    </>
  );
}

function cutNote(length: number | undefined): string | undefined {
  return length === undefined ? undefined : texts.cut(length);
}

interface DetailProps {
  readonly label: string;
  readonly path: string;
  readonly value: unknown;
  readonly note?: string | undefined;
}

function Detail({ label, path, value, note }: DetailProps) {
  return (
    <details>
      {/* Several stand one below the other: each is high enough to be met. */}
      <Text component="summary" size="xs" c="dimmed" py={4} style={{ cursor: 'pointer' }}>
        {label}
      </Text>
      {note === undefined ? null : <Text size="xs">{note}</Text>}
      <Json label={`${label} ${path}`} value={value} />
    </details>
  );
}
