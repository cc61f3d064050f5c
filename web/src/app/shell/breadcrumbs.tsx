import { Text, Breadcrumbs as Trail } from '@mantine/core';
import { useMatches } from '@tanstack/react-router';
import { TextLink } from '../../components/links.js';
import { frameTexts } from '../../texts/frame.js';

/** Where the reader is, from the house down; shown as soon as there is a way back. */
export function Breadcrumbs() {
  const places = useMatches({
    select: (matches) =>
      matches.flatMap(({ staticData, pathname, loaderData }) => {
        const crumb = textIn(loaderData, 'crumb') ?? staticData.crumb;
        const under = textIn(loaderData, 'under') ?? staticData.under;
        // A list that the page is not part of, but that leads to it; where it is not the place above, the loader says it.
        const above = textIn(loaderData, 'above') ?? pathname.slice(0, pathname.lastIndexOf('/'));
        const list = under === undefined ? [] : [{ crumb: under, pathname: above }];
        return crumb === undefined ? list : [...list, { crumb, pathname }];
      }),
  });
  if (places.length < 2) return null;
  return (
    <nav aria-label={frameTexts.breadcrumbs}>
      <Trail mb="md" separatorMargin={6} style={{ flexWrap: 'wrap' }}>
        {places.map(({ crumb, pathname }, index) =>
          index === places.length - 1 ? (
            <Text key={pathname} size="sm" c="dimmed" aria-current="page" maw="20rem" truncate>
              {crumb}
            </Text>
          ) : (
            <TextLink key={pathname} size="sm" to={pathname} maw="16rem" truncate>
              {crumb}
            </TextLink>
          ),
        )}
      </Trail>
    </nav>
  );
}

/** A page about one thing names it in what its loader returns. */
function textIn(loaded: unknown, member: 'crumb' | 'above' | 'under'): string | undefined {
  if (typeof loaded !== 'object' || loaded === null) return undefined;
  const text: unknown = Reflect.get(loaded, member);
  return typeof text === 'string' ? text : undefined;
}
