import { ActionIcon, Menu } from '@mantine/core';
import { DotsIcon } from '../../components/icons.js';
import { usersTexts } from '../../texts/users.js';
import type { ShownLink } from './link-dialog.js';
import { useUserActions } from './use-user-actions.js';
import type { User } from './user-queries.js';

const { actions: texts, actionsOf } = usersTexts;

interface UserMenuProps {
  readonly user: User;
  readonly onEdit: (user: User) => void;
  readonly onLink: (link: ShownLink) => void;
}

/** What can be done to one person. */
export function UserMenu({ user, onEdit, onLink }: UserMenuProps) {
  const { isBusy, makeLink, signOut, disable, enable, remove } = useUserActions(user, onLink);
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" loading={isBusy} aria-label={actionsOf(user.name)}>
          <DotsIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onEdit(user)}>{texts.edit}</Menu.Item>
        {user.state === 'disabled' ? null : (
          <Menu.Item onClick={makeLink}>{user.state === 'invited' ? texts.invitation : texts.link}</Menu.Item>
        )}
        {user.state === 'active' ? <Menu.Item onClick={signOut}>{texts.signOut}</Menu.Item> : null}
        <Menu.Divider />
        {user.state === 'disabled' ? (
          <Menu.Item onClick={enable}>{texts.enable}</Menu.Item>
        ) : (
          <Menu.Item onClick={disable}>{texts.disable}</Menu.Item>
        )}
        <Menu.Item c="var(--mantine-color-error)" onClick={remove}>
          {texts.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
