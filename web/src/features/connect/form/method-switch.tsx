import { NativeSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMessages } from '../../../components/messages.js';
import { connectTexts } from '../../../texts/connect.js';
import { type Connector, type Draft, draftDoors, GLOBAL, type Method } from '../connect-queries.js';

const texts = connectTexts.form;

interface MethodSwitchProps {
  readonly connector: Connector;
  readonly method: Method;
  readonly draft: Draft;
  readonly isLocked: boolean;
  /** Saves what is typed, so that it can be carried over. */
  readonly flush: () => Promise<boolean>;
}

/** The ways into the system, where it has several: another one is another draft, with the same name and description. */
export function MethodSwitch({ connector, method, draft, isLocked, flush }: MethodSwitchProps) {
  const navigate = useNavigate();
  const { tellProblem } = useMessages();
  const change = useMutation({
    mutationFn: async (key: string) => {
      await flush();
      const next = await draftDoors.create(beginningOf(draft, key));
      await navigate({ to: '/connect/$draftId', params: { draftId: next.id }, replace: true });
      await draftDoors.discard(draft.id);
    },
    onError: tellProblem,
  });
  if (connector.methods.length < 2) return null;
  return (
    <NativeSelect
      label={texts.method}
      description={texts.methodHint}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      data={connector.methods.map(({ key, title }) => ({ value: key, label: title }))}
      value={method.key}
      disabled={isLocked || change.isPending}
      onChange={(event) => change.mutate(event.currentTarget.value)}
    />
  );
}

function beginningOf({ connector, scope, tokenId, name, description }: Draft, method: string) {
  const about = { method, description, ...(name === '' ? {} : { name }) };
  if (tokenId !== undefined) return { ...about, tokenId };
  return { ...about, connector, ...(scope === GLOBAL ? {} : { appId: scope }) };
}
