import { Alert, Button, FileButton, Group, Stack } from '@mantine/core';
import { useRef } from 'react';
import { useConfirmation } from '../../../components/confirmation.js';
import { DefinitionEditor } from '../../../components/definition/definition-editor.js';
import { ProblemNotice } from '../../../components/problem-notice.js';
import { processTexts } from '../../../texts/processes.js';
import type { useDefinitionText } from './use-definition-text.js';

const { editing: texts } = processTexts;

interface ProcessEditorProps {
  readonly definition: ReturnType<typeof useDefinitionText>;
  /** Why it could not be stored. */
  readonly error: unknown;
  readonly isBusy: boolean;
  readonly onSave: () => void;
  readonly onPublish: () => void;
}

/** A definition that is written: typed, pasted or from a file; checked, kept as a draft, published. */
export function ProcessEditor({ definition, error, isBusy, onSave, onPublish }: ProcessEditorProps) {
  const { text, change, problems, warnings, findings, isChecking, check } = definition;
  const isSound = findings !== undefined && warnings.length === 0;
  return (
    <Stack gap="md">
      <FileGroup definition={definition} />
      <DefinitionEditor words={texts.words} text={text} onChange={change} problems={problems} warnings={warnings} />
      {isSound ? (
        <Alert role="status" color="cabinet" variant="light" title={texts.sound}>
          {texts.tokens(new Set(findings.uses.map(({ token }) => token)).size)}
        </Alert>
      ) : null}
      {definition.error ? <ProblemNotice error={definition.error} /> : null}
      {error ? <ProblemNotice error={error} /> : null}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" loading={isChecking && !isBusy} onClick={() => void check()}>
          {texts.check}
        </Button>
        <Button variant="default" disabled={isBusy} onClick={onSave}>
          {texts.save}
        </Button>
        <Button loading={isBusy} onClick={onPublish}>
          {texts.publish}
        </Button>
      </Group>
    </Stack>
  );
}

/** Takes the text of a file in the place of what stands there. */
function FileGroup({ definition: { isChanged, change } }: Pick<ProcessEditorProps, 'definition'>) {
  const confirm = useConfirmation();
  const forget = useRef<() => void>(null);
  const take = async (file: File | null) => {
    // The same file may be chosen again after it was changed.
    forget.current?.();
    if (file && (!isChanged || (await confirm(texts.replace)))) change(await file.text());
  };
  return (
    <Group>
      <FileButton onChange={(file) => void take(file)} accept=".yaml,.yml,.json" resetRef={forget}>
        {({ onClick }) => (
          <Button variant="default" onClick={onClick}>
            {texts.file}
          </Button>
        )}
      </FileButton>
    </Group>
  );
}
