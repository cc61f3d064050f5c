import { useSession } from '../../api/session.js';
import { Page } from '../../components/page.js';
import { accountTexts as texts } from '../../texts/account.js';
import { PasswordPanel } from './password-panel.js';
import { SessionsPanel } from './sessions-panel.js';

/** What belongs to the reader alone: the open sessions, and the password. */
export function AccountPage() {
  const { user, tenant } = useSession();
  return (
    <Page title={texts.title} about={texts.about(user.email, tenant.name)}>
      <SessionsPanel />
      <PasswordPanel />
    </Page>
  );
}
