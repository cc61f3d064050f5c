import { Secret } from '../../kernel/secret.js';
import type { FieldValues } from '../contract/fields.js';

const PLACE = /\{([a-z][A-Za-z0-9]*)\}/g;

/** The fields that a template names. */
export function fieldsIn(template: string): readonly string[] {
  return [...template.matchAll(PLACE)].map(([, name = '']) => name);
}

/** The text as it is; for values that travel in members of their own. */
export function filledText(template: string, values: FieldValues): string {
  return template.replace(PLACE, (_all, name: string) => plain(values, name));
}

/** What stands in the host is a host label, which needs no encoding but loses its capitals; the rest is encoded. */
export function filledAddress(template: string, values: FieldValues): string {
  const path = template.indexOf('/', 'https://'.length);
  const host = path < 0 ? template : template.slice(0, path);
  const rest = path < 0 ? '' : template.slice(path);
  return (
    filledHost(host, values) + rest.replace(PLACE, (_all, name: string) => encodeURIComponent(plain(values, name)))
  );
}

export function filledHost(template: string, values: FieldValues): string {
  return template.replace(PLACE, (_all, name: string) => plain(values, name).toLowerCase().replaceAll('_', '-'));
}

/** The part of an address template that names its host. */
export function hostOf(template: string): string {
  return template.slice('https://'.length).split(/[/?#]/)[0] ?? '';
}

export function secretIn(values: FieldValues, name: string): Secret {
  const value = values[name];
  return value instanceof Secret ? value : new Secret('');
}

/** A secret never enters a template, whatever it names. */
function plain(values: FieldValues, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value : '';
}
