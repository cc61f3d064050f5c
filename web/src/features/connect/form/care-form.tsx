import { Collapse, Group, NativeSelect, Stack, Switch, TextInput, UnstyledButton } from '@mantine/core';
import { useDisclosure, useId } from '@mantine/hooks';
import { ChevronIcon } from '../../../components/icons.js';
import { Panel } from '../../../components/panel.js';
import { connectTexts } from '../../../texts/connect.js';
import type { Method } from '../connect-queries.js';
import classes from './care-form.module.css';
import type { DraftForm } from './use-draft-form.js';

const texts = connectTexts.care;
const MOST_DAYS = 365;

interface CareFormProps {
  readonly method: Method;
  readonly form: DraftForm;
}

/** Renewal Rate, and when to remind whom of a key that expires. */
export function CareForm({ method: { renewal }, form }: CareFormProps) {
  const [isOpen, { toggle }] = useDisclosure(form.values.credentialExpiresAt !== '');
  const id = useId();
  return (
    <Panel title={texts.title}>
      <Stack gap="md">
        {renewal ? (
          <NativeSelect
            {...form.getInputProps('renewalRate')}
            label={texts.rate}
            description={texts.rateHint}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            data={[...renewal.rates]}
            maw="20rem"
          />
        ) : null}
        {renewal?.keepAlive ? (
          <Switch
            {...form.getInputProps('keepAlive', { type: 'checkbox' })}
            label={texts.keepAlive}
            description={texts.keepAliveHint}
          />
        ) : null}
        <div>
          <UnstyledButton onClick={toggle} aria-expanded={isOpen} aria-controls={id} className={classes.toggle}>
            <span className={classes.chevron} data-open={isOpen}>
              <ChevronIcon size={16} />
            </span>
            {texts.reminder}
          </UnstyledButton>
          <Collapse expanded={isOpen} id={id}>
            <Group align="flex-start" gap="md" mt="sm">
              <TextInput
                {...form.getInputProps('credentialExpiresAt')}
                type="date"
                label={texts.expires}
                description={texts.expiresHint}
                inputWrapperOrder={['label', 'input', 'error', 'description']}
                flex="1 1 14rem"
              />
              <TextInput
                {...form.getInputProps('remindDays')}
                onChange={(event) => form.setFieldValue('remindDays', daysOf(event.currentTarget.value))}
                type="number"
                label={texts.remindDays}
                min={0}
                max={MOST_DAYS}
                w="7rem"
              />
              <TextInput
                {...form.getInputProps('reminderContact')}
                label={texts.contact}
                maxLength={400}
                flex="1 1 14rem"
              />
            </Group>
          </Collapse>
        </div>
      </Stack>
    </Panel>
  );
}

function daysOf(typed: string): number {
  return Math.min(Math.max(Math.trunc(Number(typed)) || 0, 0), MOST_DAYS);
}
