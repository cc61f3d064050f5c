import { Box, Code, List, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { NumberedSteps } from '../../components/numbered-steps.js';
import { Panel } from '../../components/panel.js';
import { Told } from '../../components/told.js';
import { connectorTexts } from '../../texts/connectors.js';
import type { Field, Method } from './guide-queries.js';
import { PartTable } from './part-table.js';

const texts = connectorTexts.method;

/** One way in: what to do at the vendor, what the form asks for, and how its tokens live. */
export function MethodPanel({ method }: { readonly method: Method }) {
  const { title, key, issuance, setup, redirectUriLabel, fields, renewal } = method;
  return (
    <Panel
      title={title}
      about={
        <>
          {texts.issuance[issuance]} {texts.key} <Code>{key}</Code>
        </>
      }
    >
      <Stack gap="lg">
        {setup.length > 0 ? (
          <Part title={texts.atVendor}>
            <NumberedSteps steps={setup} />
            {redirectUriLabel === undefined ? null : (
              <Text size="sm" c="dimmed" mt="sm">
                {texts.redirect(redirectUriLabel)}
              </Text>
            )}
          </Part>
        ) : null}
        {fields.length > 0 ? (
          <Part title={texts.fields}>
            <PartTable
              label={`${texts.fields} ${title}`}
              columns={[texts.field, texts.notes, texts.where]}
              rows={fields.map((field) => ({
                key: field.key,
                cells: [
                  <FieldName key={field.key} field={field} />,
                  notesOn(field),
                  <Told key={`${field.key} where`} text={field.where} />,
                ],
              }))}
            />
          </Part>
        ) : null}
        {renewal ? (
          <Part title={texts.renewal}>
            <List size="sm" spacing={4}>
              {renewal.facts.map((fact) => (
                <List.Item key={fact}>{fact}</List.Item>
              ))}
              <List.Item>{texts.rate(rateLabel(renewal))}</List.Item>
            </List>
          </Part>
        ) : null}
      </Stack>
    </Panel>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Box>
      <Title order={3} size="sm" mb="xs">
        {title}
      </Title>
      {children}
    </Box>
  );
}

/** As the form shows it, and as programs name it. */
function FieldName({ field: { label, key } }: { readonly field: Field }) {
  return (
    <>
      {label}
      <br />
      <Code>{key}</Code>
    </>
  );
}

function notesOn({ kind, required, options, default: preset, when }: Field): string {
  return [
    kind === 'secret' && texts.secret,
    !required && texts.optional,
    options && texts.oneOf(options.map((option) => option.label).join(', ')),
    preset !== undefined && preset !== '' && !options && texts.preset(preset),
    when && texts.when(when.field, when.is.join(', ')),
  ]
    .filter(Boolean)
    .join('; ');
}

function rateLabel({ rates, defaultRate }: NonNullable<Method['renewal']>): string {
  return rates.find(({ value }) => value === defaultRate)?.label ?? defaultRate;
}
