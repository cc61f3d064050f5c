import { Instant } from '../../components/instant.js';
import { ShownOnce } from '../../components/shown-once.js';
import { usersTexts } from '../../texts/users.js';
import type { MadeLink } from './user-queries.js';

const { link: texts } = usersTexts;

export interface ShownLink {
  readonly name: string;
  readonly link: MadeLink;
}

/** Shows a one-time link. */
export function LinkDialog({ name, link, onClose }: ShownLink & { readonly onClose: () => void }) {
  const note = (
    <>
      {texts.until} <Instant at={link.expiresAt} as="date" />.
    </>
  );
  return (
    <ShownOnce
      title={texts.title(name)}
      about={texts.about}
      label={texts.label}
      value={link.url}
      note={note}
      done={texts.done}
      onClose={onClose}
    />
  );
}
