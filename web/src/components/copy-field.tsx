import { ActionIcon, Box, CopyButton, Group, Text, Tooltip } from '@mantine/core';
import { componentTexts } from '../texts/components.js';
import classes from './copy-field.module.css';
import { CheckIcon, CopyIcon } from './icons.js';

interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
}

/** A value that is carried elsewhere: shown whole, copied by one press. */
export function CopyField({ label, value }: CopyFieldProps) {
  return (
    <Box>
      <Text size="sm" fw={550} mb={4}>
        {label}
      </Text>
      <Group wrap="nowrap" gap={4} className={classes.field}>
        <Text component="code" ff="monospace" size="xs" className={classes.value}>
          {value}
        </Text>
        <CopyButton value={value} timeout={2_000}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? componentTexts.copied : componentTexts.copy(label)}>
              <ActionIcon
                variant="subtle"
                color={copied ? 'cabinet' : 'gray'}
                aria-label={copied ? componentTexts.copied : componentTexts.copy(label)}
                onClick={copy}
              >
                {copied ? <CheckIcon /> : <CopyIcon />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      </Group>
    </Box>
  );
}
