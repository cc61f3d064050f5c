import type { Secret } from '../../kernel/secret.js';

interface FieldBase {
  /** As the vendor's own screen says it. */
  readonly label: string;
  /** Where an admin finds the value in the vendor's screens. */
  readonly where: string;
  readonly required: boolean;
  readonly default?: string;
  readonly maxLength: number;
  /** Shown and required only while another field has one of these values. */
  readonly when?: { readonly field: string; readonly is: readonly string[] };
}

export interface TextField extends FieldBase {
  readonly kind: 'text';
  /** What the value must look like, and how to say so to a person. */
  readonly pattern?: { readonly source: string; readonly hint: string };
  /** `address`: an absolute https address. `hosts`: host names or `*.suffix`. `headers`: lines of `Name: value`. */
  readonly format?: TextFormat;
  /** Several lines, such as a PEM certificate. */
  readonly multiline?: boolean;
}

export type TextFormat = 'address' | 'hosts' | 'headers';

/** A sealed field: write-only, never shown again. */
export interface SecretField extends FieldBase {
  readonly kind: 'secret';
  /** Several lines, such as a PEM key. */
  readonly multiline: boolean;
}

export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** A part of a host name (account, My Domain, tenant): only letters, digits and hyphens get in. */
export interface HostLabelField extends FieldBase {
  readonly kind: 'host-label';
  /** The vendor's own spelling has underscores; the connector turns them into hyphens for the host. */
  readonly underscores: boolean;
}

export type Field = TextField | SecretField | ChoiceField | HostLabelField;
export type Fields = Readonly<Record<string, Field>>;

/** What a method's functions see: texts, and secrets that stay closed. An optional field left empty is `''`. */
export type FieldValues<F extends Fields = Fields> = {
  readonly [K in keyof F]: F[K] extends SecretField ? Secret : F[K] extends SecretFree ? string : string | Secret;
};
type SecretFree = TextField | ChoiceField | HostLabelField;

type TextOptions = Partial<
  Pick<TextField, 'required' | 'default' | 'maxLength' | 'pattern' | 'format' | 'multiline' | 'when'>
>;

export function text(label: string, where: string, options?: TextOptions): TextField {
  return { kind: 'text', label, where, required: true, maxLength: 512, ...options };
}

export function secret(
  label: string,
  where: string,
  options?: Partial<Pick<SecretField, 'required' | 'maxLength' | 'multiline' | 'when'>>,
): SecretField {
  return { kind: 'secret', label, where, required: true, maxLength: 16_384, multiline: false, ...options };
}

/** A list; options as value to label, the first one is the default. */
export function choice(label: string, where: string, options: Readonly<Record<string, string>>): ChoiceField {
  const list = Object.entries(options).map(([value, title]) => ({ value, label: title }));
  const first = list[0]?.value;
  return {
    kind: 'choice',
    label,
    where,
    required: true,
    maxLength: 100,
    options: list,
    ...(first === undefined ? {} : { default: first }),
  };
}

export function hostLabel(
  label: string,
  where: string,
  options?: Partial<Pick<HostLabelField, 'required' | 'underscores' | 'when'>>,
): HostLabelField {
  return { kind: 'host-label', label, where, required: true, maxLength: 63, underscores: false, ...options };
}
