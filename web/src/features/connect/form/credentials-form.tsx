import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { Panel } from '../../../components/panel.js';
import { connectTexts } from '../../../texts/connect.js';
import type { Connector, Draft, LiveToken, Method } from '../connect-queries.js';
import { FieldInput } from './field-input.js';
import { shownFields } from './field-rules.js';
import { MethodSwitch } from './method-switch.js';
import type { DraftFormHandle } from './use-draft-form.js';

const texts = connectTexts.form;

interface CredentialsFormProps {
  readonly draft: Draft;
  readonly connector: Connector;
  readonly method: Method;
  readonly live: LiveToken | undefined;
  readonly handle: DraftFormHandle;
  /** While a consent is under way, its values stay as they were sent. */
  readonly isLocked: boolean;
}

/** Name, description and the declared fields of the method. */
export function CredentialsForm({ draft, connector, method, live, handle, isLocked }: CredentialsFormProps) {
  const { form, flush } = handle;
  // Values that the sandbox takes.
  const demo = connector.demoFields[method.key] ?? {};
  const fillIn = () => {
    for (const [key, value] of Object.entries(demo)) form.setFieldValue(`fields.${key}`, value);
    void flush();
  };
  const leaveSecret = async (key: string) => {
    const typed = form.getValues().fields[key];
    // What is stored needs no copy on the screen.
    if ((await flush()) && form.getValues().fields[key] === typed) form.setFieldValue(`fields.${key}`, '');
  };
  return (
    <Panel title={texts.credentials}>
      <Stack gap="md">
        <TextInput
          {...form.getInputProps('name')}
          label={texts.name}
          description={texts.nameHint}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          required
          withAsterisk={false}
          maxLength={100}
          autoComplete="off"
        />
        <MethodSwitch {...{ connector, method, draft, isLocked, flush }} />
        {Object.keys(demo).length > 0 ? (
          <Group gap="sm">
            <Button variant="light" size="xs" onClick={fillIn} disabled={isLocked}>
              {texts.demo}
            </Button>
            <Text size="xs" c="dimmed">
              {texts.demoAbout}
            </Text>
          </Group>
        ) : null}
        {shownFields(method, form.values.fields).map((field) => (
          <FieldInput
            key={field.key}
            field={field}
            form={form}
            isLocked={isLocked}
            stored={{ isSet: draft.secretsSet.includes(field.key), changedAt: live?.secretsChangedAt }}
            onLeave={() => void leaveSecret(field.key)}
          />
        ))}
        <Textarea {...form.getInputProps('description')} label={texts.description} autosize minRows={2} maxRows={8} />
      </Stack>
    </Panel>
  );
}
