import { ActionIcon, Menu } from '@mantine/core';
import { DotsIcon } from '../../components/icons.js';
import { ButtonLink } from '../../components/links.js';
import { ownConnectorTexts } from '../../texts/own-connectors.js';
import type { useRemoval } from './use-removal.js';

const { page: texts } = ownConnectorTexts;

interface OwnConnectorButtonsProps {
  readonly connectorKey: string;
  /** Absent for whoever may not remove it. */
  readonly removal: ReturnType<typeof useRemoval> | undefined;
}

/** The ways on from a connector: its guide, a first token, and seldom its end. */
export function OwnConnectorButtons({ connectorKey: key, removal }: OwnConnectorButtonsProps) {
  return (
    <>
      <ButtonLink variant="default" to="/connectors/$key" params={{ key }}>
        {texts.guide}
      </ButtonLink>
      <ButtonLink to="/manage/tokens/new" search={{ connector: key }}>
        {texts.connect}
      </ButtonLink>
      {removal ? (
        <Menu position="bottom-end" width={200}>
          <Menu.Target>
            <ActionIcon variant="default" size="input-sm" loading={removal.isPending} aria-label={texts.more}>
              <DotsIcon />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item c="var(--mantine-color-error)" onClick={() => removal.mutate()}>
              {texts.remove}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </>
  );
}
