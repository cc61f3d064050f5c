import { Button, SimpleGrid, Stack, UnstyledButton } from '@mantine/core';
import { useLayoutEffect } from 'react';
import { Monogram } from '../../../components/monogram.js';
import { Page } from '../../../components/page.js';
import { ProblemNotice } from '../../../components/problem-notice.js';
import { connectTexts } from '../../../texts/connect.js';
import type { ConnectorSummary } from '../connect-queries.js';
import classes from './gallery.module.css';

const texts = connectTexts.gallery;

interface MethodChoiceProps {
  readonly connector: ConnectorSummary;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onChoose: (method: string) => void;
  readonly onBack: () => void;
}

/** The ways into one system, where it has several. */
export function MethodChoice({ connector, isBusy, error, onChoose, onBack }: MethodChoiceProps) {
  // The search field that had the focus is gone. Not onto the first way in: the Enter that led here would choose it.
  // Before the cards can be seen, so that no Tab is pressed elsewhere.
  useLayoutEffect(() => document.getElementById('content')?.focus({ preventScroll: true }), []);
  return (
    <Page
      title={texts.chooseMethod(connector.title)}
      about={texts.chooseMethodAbout}
      mark={<Monogram name={connector.key} title={connector.title} size={48} />}
      actions={
        <Button variant="default" onClick={onBack}>
          {texts.back}
        </Button>
      }
    >
      <Stack>
        {error ? <ProblemNotice error={error} /> : null}
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          {connector.methods.map(({ key, title, issuance }) => (
            <UnstyledButton key={key} className={classes.card} disabled={isBusy} onClick={() => onChoose(key)}>
              <span className={classes.words}>
                <span className={classes.title}>{title}</span>
                <span className={classes.about}>{texts.ways[issuance]}</span>
              </span>
            </UnstyledButton>
          ))}
        </SimpleGrid>
      </Stack>
    </Page>
  );
}
