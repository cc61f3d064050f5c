import { Alert, Box, Input, Text, UnstyledButton } from '@mantine/core';
import { type UIEvent, useId, useRef, useState } from 'react';
import { ownConnectorTexts } from '../../texts/own-connectors.js';
import classes from './definition-editor.module.css';
import type { PlacedProblem } from './definition-text.js';

const { editor: texts } = ownConnectorTexts;

interface DefinitionEditorProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly problems: readonly PlacedProblem[];
  readonly isReadOnly?: boolean;
}

/** A description as text with numbered lines, and what is wrong in it: each problem leads to its place. */
export function DefinitionEditor({ text, onChange, problems, isReadOnly = false }: DefinitionEditorProps) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [scrolled, setScrolled] = useState(0);
  const wrong = new Set(problems.map(({ line }) => line));
  const numbers = text.split('\n').map((_line, index) => index + 1);
  const show = ({ from, to, line }: PlacedProblem) => {
    const area = field.current;
    if (!area || from === undefined || line === undefined) return;
    area.focus();
    area.setSelectionRange(from, Math.max(from, to ?? from));
    // Browsers do not scroll to a selection that a program makes.
    area.scrollTop = ((line - 1) / numbers.length) * area.scrollHeight - area.clientHeight / 3;
  };
  return (
    <Input.Wrapper
      label={texts.label}
      labelProps={{ htmlFor: id }}
      description={texts.hint}
      descriptionProps={{ id: `${id}-hint` }}
    >
      <Box className={classes.frame} mt={6} data-wrong={problems.length > 0 || undefined}>
        <div className={classes.gutter} aria-hidden>
          <div style={{ transform: `translateY(${-scrolled}px)` }}>
            {numbers.map((number) => (
              <div key={number} data-wrong={wrong.has(number) || undefined}>
                {number}
              </div>
            ))}
          </div>
        </div>
        <textarea
          ref={field}
          id={id}
          className={classes.text}
          value={text}
          readOnly={isReadOnly}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          rows={Math.min(Math.max(numbers.length + 1, 14), 32)}
          aria-invalid={problems.length > 0}
          aria-describedby={`${id}-hint ${id}-problems`}
          onChange={(event) => onChange(event.currentTarget.value)}
          onScroll={(event: UIEvent<HTMLTextAreaElement>) => setScrolled(event.currentTarget.scrollTop)}
        />
      </Box>
      <div id={`${id}-problems`}>{problems.length > 0 ? <ProblemList problems={problems} onShow={show} /> : null}</div>
    </Input.Wrapper>
  );
}

interface ProblemListProps {
  readonly problems: readonly PlacedProblem[];
  readonly onShow: (problem: PlacedProblem) => void;
}

function ProblemList({ problems, onShow }: ProblemListProps) {
  return (
    <Alert role="alert" color="red" variant="light" mt="sm" title={texts.refused(problems.length)}>
      <ul className={classes.problems}>
        {problems.map((problem) => (
          <li key={`${problem.path} ${problem.message}`}>
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
              {problem.path === '' ? null : <code>{problem.path}</code>} {problem.message}
            </span>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
