/** The kinds of facts that a connector states: the words in which its evidence speaks. */
export const FACTS = {
  addresses: 'where people consent, where tokens are asked for, where the API is',
  client: 'how the client shows who it is, or how a key is sent',
  scopes: 'what the scopes are called',
  'offline-access': 'what has to be asked for to get a refresh token',
  pkce: 'whether PKCE is known or asked for',
  lifetimes: 'how long tokens work',
  rotation: 'what a renewal does to the refresh token',
  probe: 'the call that proves a connection',
  screens: "what the fields are called and where they stand in the vendor's screens",
} as const;
export type Fact = keyof typeof FACTS;

/** How a connector's facts are known. What a connector does not state is not known: nothing is guessed. */
export interface Evidence {
  /** Read in what the vendor itself publishes. */
  readonly verified: readonly Fact[];
  /** Some of the other facts are what programs and lists of other people say; nobody compared them with the vendor. */
  readonly community: boolean;
  /** Where the facts were read or can be looked up. */
  readonly sources: readonly string[];
}
