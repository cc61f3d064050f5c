import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useConfirmation } from '../../components/confirmation.js';
import { useMessages } from '../../components/messages.js';
import { webhookTexts } from '../../texts/webhooks.js';
import { type EventType, type Webhook, webhookDoors, webhookQuery } from './webhook-queries.js';

const { page: texts } = webhookTexts;

/** The buttons of one webhook. Each tells what came of it; its problem is shown by the page. */
export function useWebhookActions(webhook: Webhook, showSecret: (secret: string) => void) {
  const { id } = webhook;
  const client = useQueryClient();
  const navigate = useNavigate();
  const confirm = useConfirmation();
  const { tell } = useMessages();
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: webhookQuery(id).queryKey });
    void client.invalidateQueries({ queryKey: ['webhooks'] });
  };
  const action = useMutation({
    mutationFn: (act: () => Promise<string | undefined>) => act(),
    onSuccess: (told) => (told === undefined ? undefined : tell(told)),
    onSettled: refresh,
  });
  const remove = async () => {
    const question = { title: texts.removeTitle, consequences: texts.removeConsequences, confirm: texts.remove };
    if (!(await confirm(question))) return undefined;
    await webhookDoors.remove(id);
    await navigate({ to: '/manage/webhooks' });
    client.removeQueries({ queryKey: webhookQuery(id).queryKey });
    void client.invalidateQueries({ queryKey: ['webhooks'] });
    return texts.removed;
  };
  const run = (act: () => Promise<string | undefined>) => () => action.mutate(act);
  return {
    isBusy: action.isPending,
    error: action.error,
    dismiss: action.reset,
    test: run(async () => {
      const { attempts } = await webhookDoors.test(id);
      const status = attempts.at(-1)?.status;
      return status === undefined ? texts.testFailed : texts.tested(status);
    }),
    enable: run(async () => {
      await webhookDoors.change(id, { enabled: true });
      return texts.enabled;
    }),
    disable: run(async () => {
      const { disableTitle: title, disableConsequences: consequences } = texts;
      if (!(await confirm({ title, consequences, confirm: texts.disable }))) return undefined;
      await webhookDoors.change(id, { enabled: false });
      return texts.disabled;
    }),
    rotate: run(async () => {
      const { rotateTitle: title, rotateConsequences: consequences } = texts;
      if (!(await confirm({ title, consequences, confirm: texts.rotate, isHarmless: true }))) return undefined;
      showSecret((await webhookDoors.rotate(id)).secret);
      return undefined;
    }),
    remove: run(remove),
    /** What its form says. @throws Problem */
    change: async (wanted: { readonly url: string; readonly description: string; readonly types: EventType[] }) => {
      const { url, description, types } = wanted;
      await webhookDoors.change(id, { url, description, types });
      await refresh();
    },
  };
}
