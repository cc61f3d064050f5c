import {
  Anchor,
  type AnchorProps,
  Button,
  type ButtonProps,
  NavLink,
  type NavLinkProps,
  UnstyledButton,
  type UnstyledButtonProps,
} from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type AnchorAttributes<P> = P &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof P> & { ref?: Ref<HTMLAnchorElement> };

/** Links of the router that look like the library's parts. */
export const TextLink = createLink((props: AnchorAttributes<AnchorProps>) => <Anchor {...props} />);

export const ButtonLink = createLink((props: AnchorAttributes<ButtonProps>) => <Button component="a" {...props} />);

export const NavigationLink = createLink((props: AnchorAttributes<NavLinkProps>) => (
  <NavLink component="a" {...props} />
));

/** Something larger that is one link, such as a card. */
export const AreaLink = createLink((props: AnchorAttributes<UnstyledButtonProps>) => (
  <UnstyledButton component="a" {...props} />
));
