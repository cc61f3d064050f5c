import { NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core';
import { Instant } from '../../../components/instant.js';
import { connectTexts } from '../../../texts/connect.js';
import type { Field } from '../connect-queries.js';
import type { DraftForm } from './use-draft-form.js';

const texts = connectTexts.form;

export interface StoredSecret {
  readonly isSet: boolean;
  /** When the live token's secrets changed; absent in a draft of a new token. */
  readonly changedAt?: string | undefined;
}

interface FieldInputProps {
  readonly field: Field;
  readonly form: DraftForm;
  readonly stored: StoredSecret;
  readonly isLocked: boolean;
  /** A secret is saved as soon as it is left. */
  readonly onLeave: () => void;
}

/** One declared field as an input: the vendor's label, where to find the value, and what is stored of a secret. */
export function FieldInput({ field, form, stored, isLocked, onLeave }: FieldInputProps) {
  const { onBlur, ...input } = form.getInputProps(`fields.${field.key}`);
  const leave = (event: unknown) => {
    onBlur?.(event);
    if (field.kind === 'secret') onLeave();
  };
  const props = {
    ...input,
    label: field.label,
    description: field.kind === 'secret' ? <SecretWhere field={field} stored={stored} /> : field.where,
    disabled: isLocked,
    required: field.required,
    withAsterisk: false,
    onBlur: leave,
    autoComplete: 'off',
    spellCheck: false,
    inputWrapperOrder: ['label', 'input', 'error', 'description'] as ('label' | 'input' | 'error' | 'description')[],
    ...(field.required ? {} : { placeholder: texts.optional }),
  };
  switch (field.kind) {
    case 'choice':
      return <NativeSelect {...props} data={choicesOf(field)} />;
    case 'secret':
      return <SecretInput field={field} stored={stored} {...props} />;
    default:
      return <TextInput {...props} data-1p-ignore data-lpignore="true" />;
  }
}

/** A choice that may be left open has an empty one. */
function choicesOf({ required, options = [] }: Field) {
  return required ? [...options] : [{ value: '', label: '–' }, ...options];
}

type SecretInputProps = { readonly field: Field; readonly stored: StoredSecret } & Record<string, unknown>;

function SecretInput({ field, stored, ...props }: SecretInputProps) {
  const shown = {
    ...props,
    required: field.required && !stored.isSet,
    ...(stored.isSet ? { placeholder: texts.secretSet } : {}),
  };
  if (field.multiline) return <Textarea {...shown} autosize minRows={3} maxRows={8} ff="monospace" />;
  const toggle = { 'aria-label': texts.showSecret(field.label), tabIndex: 0 };
  const ignore = { 'data-1p-ignore': true, 'data-lpignore': 'true' };
  return <PasswordInput {...shown} {...ignore} autoComplete="new-password" visibilityToggleButtonProps={toggle} />;
}

/** Where the secret is found, or since when it is set; its value never comes back. */
function SecretWhere({ field, stored }: { readonly field: Field; readonly stored: StoredSecret }) {
  if (!stored.isSet) return field.where;
  if (stored.changedAt === undefined) return `${texts.secretInDraft}. ${field.where}`;
  return (
    <>
      {texts.secretChanged} <Instant at={stored.changedAt} as="date" />. {field.where}
    </>
  );
}
