import { ActionIcon, Button, Menu } from '@mantine/core';
import { DotsIcon } from '../../components/icons.js';
import { webhookTexts } from '../../texts/webhooks.js';
import type { useWebhookActions } from './use-webhook-actions.js';
import type { Webhook } from './webhook-queries.js';

const { page: texts } = webhookTexts;

interface WebhookButtonsProps {
  readonly webhook: Webhook;
  readonly actions: ReturnType<typeof useWebhookActions>;
  readonly onEdit: () => void;
}

/** What can be done with a webhook; what is done seldom is in a menu. */
export function WebhookButtons({ webhook, actions, onEdit }: WebhookButtonsProps) {
  const { isBusy, test, enable, disable, rotate, remove } = actions;
  return (
    <>
      {webhook.enabled ? (
        <Button variant="default" disabled={isBusy} onClick={test}>
          {texts.test}
        </Button>
      ) : (
        <Button variant="default" disabled={isBusy} onClick={enable}>
          {texts.enable}
        </Button>
      )}
      <Button disabled={isBusy} onClick={onEdit}>
        {texts.edit}
      </Button>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon variant="default" size="input-sm" loading={isBusy} aria-label={texts.more}>
            <DotsIcon />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={rotate}>{texts.rotate}</Menu.Item>
          {webhook.enabled ? <Menu.Item onClick={disable}>{texts.disable}</Menu.Item> : null}
          <Menu.Divider />
          <Menu.Item c="var(--mantine-color-error)" onClick={remove}>
            {texts.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
