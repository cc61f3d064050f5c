import { ActionIcon, Button, Menu } from '@mantine/core';
import { DotsIcon } from '../../../components/icons.js';
import { tokenTexts } from '../../../texts/tokens.js';
import type { AccessToken } from '../token-queries.js';
import type { useTokenActions } from '../use-token-actions.js';
import { useRemoval } from './remove-token.js';

const texts = tokenTexts.page;

interface TokenButtonsProps {
  readonly token: AccessToken;
  readonly actions: ReturnType<typeof useTokenActions>;
}

/** What can be done with the token. On a narrow screen the lesser buttons are in a menu. */
export function TokenButtons({ token, actions }: TokenButtonsProps) {
  const { isBusy } = actions;
  const removal = useRemoval(token, actions.remove);
  const remove = () => removal.mutate();
  const isDisabled = token.state.name === 'disabled';
  const lesser = [
    { label: isDisabled ? texts.enable : texts.disable, act: isDisabled ? actions.enable : actions.disable },
    ...(token.issuedAt === undefined ? [] : [{ label: texts.renew, act: actions.renew }]),
  ];
  return (
    <>
      <Button visibleFrom="sm" variant="subtle" color="red" loading={removal.isPending} onClick={remove}>
        {texts.remove}
      </Button>
      {lesser.map(({ label, act }) => (
        <Button key={label} visibleFrom="sm" variant="default" disabled={isBusy} onClick={act}>
          {label}
        </Button>
      ))}
      <Button variant="default" disabled={isBusy} onClick={actions.test}>
        {texts.test}
      </Button>
      <Button disabled={isBusy} onClick={actions.edit}>
        {texts.edit}
      </Button>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon
            hiddenFrom="sm"
            variant="default"
            size="input-sm"
            loading={isBusy || removal.isPending}
            aria-label={texts.more}
          >
            <DotsIcon />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {lesser.map(({ label, act }) => (
            <Menu.Item key={label} onClick={act}>
              {label}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item c="var(--mantine-color-error)" onClick={remove}>
            {texts.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
