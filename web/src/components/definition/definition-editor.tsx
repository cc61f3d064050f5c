import { Box, Input } from '@mantine/core';
import { type UIEvent, useId, useRef, useState } from 'react';
import classes from './definition-editor.module.css';
import { type PlacedProblem, rangeOf } from './placed-problem.js';
import { ProblemList } from './problem-list.js';

interface DefinitionEditorProps {
  readonly words: {
    readonly label: string;
    readonly hint: string;
    readonly refused: (count: number) => string;
    readonly warned?: (count: number) => string;
  };
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly problems: readonly PlacedProblem[];
  /** What may be right, and is worth knowing. */
  readonly warnings?: readonly PlacedProblem[];
  readonly isReadOnly?: boolean;
}

/** A definition as text with numbered lines, and what is wrong in it: each problem leads to its place. */
export function DefinitionEditor(props: DefinitionEditorProps) {
  const { words, text, onChange, problems, warnings = [], isReadOnly = false } = props;
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [scrolled, setScrolled] = useState(0);
  const wrong = new Set(problems.map(({ line }) => line));
  const numbers = text.split('\n').map((_line, index) => index + 1);
  const warned = new Set(warnings.map(({ line }) => line));
  const show = (problem: PlacedProblem) => {
    const area = field.current;
    const { line } = problem;
    if (!area || line === undefined) return;
    area.focus();
    area.setSelectionRange(...rangeOf(text, problem));
    // Browsers do not scroll to a selection that a program makes.
    area.scrollTop = ((line - 1) / numbers.length) * area.scrollHeight - area.clientHeight / 3;
  };
  return (
    <Input.Wrapper
      label={words.label}
      labelProps={{ htmlFor: id }}
      description={words.hint}
      descriptionProps={{ id: `${id}-hint` }}
    >
      <Box className={classes.frame} mt={6} data-wrong={problems.length > 0 || undefined}>
        <div className={classes.gutter} aria-hidden>
          <div style={{ transform: `translateY(${-scrolled}px)` }}>
            {numbers.map((number) => (
              <div
                key={number}
                data-wrong={wrong.has(number) || undefined}
                data-warned={warned.has(number) || undefined}
              >
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
      <div id={`${id}-problems`}>
        <ProblemList title={words.refused(problems.length)} problems={problems} onShow={show} />
        <ProblemList title={words.warned?.(warnings.length) ?? ''} problems={warnings} onShow={show} isWarning />
      </div>
    </Input.Wrapper>
  );
}
