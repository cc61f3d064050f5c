import { EmptyPlace } from '../components/empty-place.js';
import { ButtonLink } from '../components/links.js';
import { frameTexts } from '../texts/frame.js';

/** An address that leads nowhere. */
export function NotFoundPage() {
  const { title, text, back } = frameTexts.notFound;
  return <EmptyPlace isPage title={title} text={text} action={<ButtonLink to="/">{back}</ButtonLink>} />;
}
