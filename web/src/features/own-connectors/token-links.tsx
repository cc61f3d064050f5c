import { TextLink } from '../../components/links.js';

interface TokenLinksProps {
  readonly tokens: readonly { readonly id: string; readonly name: string; readonly scope: string }[];
}

/** Names of access tokens, each a link to its page. */
export function TokenLinks({ tokens }: TokenLinksProps) {
  return tokens.map(({ id, name, scope }, index) => (
    <span key={id}>
      {index === 0 ? '' : ', '}
      {scope === 'global' ? (
        <TextLink to="/manage/tokens/$tokenId" params={{ tokenId: id }} size="sm" underline="always">
          {name}
        </TextLink>
      ) : (
        <TextLink to="/apps/$appId/tokens/$tokenId" params={{ appId: scope, tokenId: id }} size="sm" underline="always">
          {name}
        </TextLink>
      )}
    </span>
  ));
}
