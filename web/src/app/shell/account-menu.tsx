import { Avatar, Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { endSession, useSession } from '../../api/session.js';
import { useMessages } from '../../components/messages.js';
import { useTourSwitch } from '../../features/tour/tour-switch.js';
import { frameTexts } from '../../texts/frame.js';
import { tourTexts } from '../../texts/tour.js';

/** Who is signed in, where, and the way out. */
export function AccountMenu() {
  const { user, tenant } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { tellProblem } = useMessages();
  const [, setTour] = useTourSwitch();
  const showTour = async () => {
    setTour(true);
    await navigate({ to: '/manage/tokens' });
  };
  const signOut = async () => {
    try {
      await endSession();
      client.clear();
      await navigate({ to: '/sign-in', search: { next: '/' } });
    } catch (error) {
      tellProblem(error);
    }
  };
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton p={4}>
          <Avatar name={user.name} color="cabinet" variant="light" size={34} radius="xl" />
          <VisuallyHidden>{` ${user.name}, ${frameTexts.account}`}</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Text size="sm" fw={600} px="sm" pt={6} truncate>
          {user.name}
        </Text>
        <Text size="xs" c="dimmed" px="sm" truncate>
          {user.email}
        </Text>
        <Text size="xs" c="dimmed" px="sm" pb={6} truncate>
          {tenant.name}
        </Text>
        <Menu.Divider />
        <Menu.Item onClick={() => void navigate({ to: '/account' })}>{frameTexts.account}</Menu.Item>
        <Menu.Item component="a" href="/docs">
          {frameTexts.apiPages}
        </Menu.Item>
        <Menu.Item onClick={() => void showTour()}>{tourTexts.again}</Menu.Item>
        <Menu.Item onClick={() => void signOut()}>{frameTexts.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
