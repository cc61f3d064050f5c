import { FactList } from '../../../components/fact-list.js';
import { Panel } from '../../../components/panel.js';
import { tokenTexts } from '../../../texts/tokens.js';

const texts = tokenTexts.page.permissions;

/** Who may do what with the token, as the server decides it today. */
export function PermissionsPanel({ isGlobal }: { readonly isGlobal: boolean }) {
  return (
    <Panel>
      <FactList
        facts={[
          [texts.design, isGlobal ? texts.designGlobal : texts.designApp],
          [texts.change, isGlobal ? texts.changeGlobal : texts.changeApp],
          [texts.run, isGlobal ? texts.runGlobal : texts.runApp],
        ]}
      />
    </Panel>
  );
}
