import { Button, Group, Text } from '@mantine/core';
import { tokenTexts } from '../../../texts/tokens.js';
import { PAGE_SIZE } from './list-queries.js';

const texts = tokenTexts.list;

interface PagerProps {
  readonly page: number;
  readonly shown: number;
  readonly total: number;
  readonly onPrevious: (() => void) | undefined;
  readonly onNext: (() => void) | undefined;
}

/** Which part of all tokens is shown, and the way to the others. */
export function Pager({ page, shown, total, onPrevious, onNext }: PagerProps) {
  const from = (page - 1) * PAGE_SIZE + 1;
  return (
    <Group justify="space-between">
      <Text size="sm" c="dimmed" role="status">
        {total <= PAGE_SIZE && page === 1 ? texts.total(total) : texts.page(from, from + shown - 1, total)}
      </Text>
      {total > PAGE_SIZE ? (
        <Group gap="xs">
          <Button variant="default" size="xs" disabled={!onPrevious} onClick={onPrevious}>
            {texts.previous}
          </Button>
          <Button variant="default" size="xs" disabled={!onNext} onClick={onNext}>
            {texts.next}
          </Button>
        </Group>
      ) : null}
    </Group>
  );
}
