import { Alert, Text, UnstyledButton } from '@mantine/core';
import { componentTexts } from '../../texts/components.js';
import { Told } from '../told.js';
import classes from './definition-editor.module.css';
import type { PlacedProblem } from './placed-problem.js';

const { editor: texts } = componentTexts;

interface ProblemListProps {
  readonly title: string;
  readonly problems: readonly PlacedProblem[];
  /** What does not stand in the way. */
  readonly isWarning?: boolean;
  readonly onShow: (problem: PlacedProblem) => void;
}

/** What there is to say about a text, each with a button that leads to its line. */
export function ProblemList({ title, problems, isWarning = false, onShow }: ProblemListProps) {
  if (problems.length === 0) return null;
  return (
    <Alert
      role={isWarning ? 'status' : 'alert'}
      color={isWarning ? 'yellow' : 'red'}
      variant="light"
      mt="sm"
      title={title}
    >
      <ul className={classes.problems}>
        {problems.map((problem) => (
          <li key={`${problem.line} ${problem.path} ${problem.message}`}>
            {problem.line === undefined ? (
              <Text span size="sm" fw={600}>
                {texts.whole}
              </Text>
            ) : (
              <UnstyledButton className={classes.line} onClick={() => onShow(problem)}>
                {texts.line(problem.line)}
              </UnstyledButton>
            )}
            <span className={classes.what}>
              {problem.path === '' ? null : <code>{problem.path}</code>} <Told text={problem.message} />
            </span>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
