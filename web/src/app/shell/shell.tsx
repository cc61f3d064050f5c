import { AppShell, Burger, Group, ScrollArea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { SessionEnded } from '../../features/sign-in/session-ended.js';
import { Tour } from '../../features/tour/tour.js';
import { frameTexts } from '../../texts/frame.js';
import { useLiveUpdates } from '../live/use-live-updates.js';
import { AccountMenu } from './account-menu.js';
import { Brand } from './brand.js';
import { Breadcrumbs } from './breadcrumbs.js';
import { ColorSchemeButton } from './color-scheme-button.js';
import { Navigation } from './navigation.js';
import classes from './shell.module.css';

/** The frame of every page behind the sign-in: brand, navigation, place, content. */
export function Shell() {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const router = useRouter();
  useEffect(() => router.subscribe('onResolved', close), [router, close]);
  useLiveUpdates();
  return (
    <>
      <a className="skip" href="#content">
        {frameTexts.skip}
      </a>
      <AppShell
        header={{ height: 56 }}
        navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
        padding={{ base: 'md', sm: 'xl' }}
        classNames={{ header: classes.header, navbar: classes.navbar, main: classes.main }}
      >
        <AppShell.Header>
          <Group h="100%" px="md" justify="space-between" wrap="nowrap">
            <Group gap="xs" wrap="nowrap">
              <Burger
                opened={isOpen}
                onClick={toggle}
                hiddenFrom="sm"
                size="sm"
                aria-label={isOpen ? frameTexts.closeNavigation : frameTexts.openNavigation}
                aria-expanded={isOpen}
              />
              <Brand />
            </Group>
            <Group gap={4} wrap="nowrap">
              <ColorSchemeButton />
              <AccountMenu />
            </Group>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar aria-label={frameTexts.navigation}>
          <ScrollArea flex={1}>
            <Navigation />
          </ScrollArea>
        </AppShell.Navbar>
        <AppShell.Main id="content" tabIndex={-1}>
          <div className={classes.column}>
            <Breadcrumbs />
            <Tour />
            <Outlet />
          </div>
        </AppShell.Main>
      </AppShell>
      <SessionEnded />
    </>
  );
}
