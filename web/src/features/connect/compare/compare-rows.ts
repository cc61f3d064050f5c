import { connectTexts } from '../../../texts/connect.js';
import type { Draft, Field, LiveToken, Method } from '../connect-queries.js';

const texts = connectTexts.compare;
const { form, care } = connectTexts;

export interface CompareRow {
  readonly what: string;
  readonly from: string;
  readonly to: string;
  readonly isChange: boolean;
}

/** Each fact of the token as it is live and as the draft has it. */
export function rowsOf(live: LiveToken, draft: Draft, method: Method): readonly CompareRow[] {
  return [
    row(form.name, live.name, draft.name),
    ...method.fields.map((field) =>
      field.kind === 'secret' ? secretRow(field, live, draft) : plainRow(field, live, draft),
    ),
    row(texts.account, live.account, draft.account ?? live.account),
    ...(method.renewal ? [row(care.rate, labelOf(method, live.renewalRate), labelOf(method, draft.renewalRate))] : []),
  ];
}

function plainRow(field: Field, live: LiveToken, draft: Draft): CompareRow {
  const label = (value: string | undefined) => field.options?.find((option) => option.value === value)?.label ?? value;
  return row(field.label, label(live.fields[field.key]), label(draft.fields[field.key]));
}

function secretRow({ key, label }: Field, live: LiveToken, draft: Draft): CompareRow {
  const said = (isSet: boolean) => (isSet ? texts.set : texts.unset);
  return row(label, said(live.secretsSet.includes(key)), said(draft.secretsSet.includes(key)));
}

function labelOf({ renewal }: Method, rate: string): string {
  return renewal?.rates.find(({ value }) => value === rate)?.label ?? rate;
}

function row(what: string, from: string | undefined, to: string | undefined): CompareRow {
  return { what, from: from || '–', to: to || '–', isChange: (from ?? '') !== (to ?? '') };
}
