import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarSpace,
} from '@backstage/core-components';
import {
  NavContentComponentProps,
  NavContentNavItem,
} from '@backstage/plugin-app-react';
import { RiMenuLine, RiUserSettingsLine } from '@remixicon/react';

function NavItem({ href, icon, title }: NavContentNavItem) {
  return <SidebarItem to={href} icon={() => icon} text={title} />;
}

/**
 * The order is by how often somebody comes for it. Pages that are not named here follow below, so that an added plugin
 * is never without an entry.
 */
export function Navigation({ navItems }: NavContentComponentProps) {
  const nav = navItems.withComponent(NavItem);
  return (
    <Sidebar>
      <SidebarGroup label="Menu" icon={<RiMenuLine />}>
        {nav.take('page:kafka-clusters')}
        {nav.take('page:catalog')}
        {nav.take('page:scaffolder')}
        {nav.take('page:search')}
        <SidebarDivider />
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      <SidebarGroup label="Settings" icon={<RiUserSettingsLine />}>
        {nav.take('page:notifications')}
        {nav.take('page:user-settings')}
        {nav.rest({ sortBy: 'title' })}
      </SidebarGroup>
    </Sidebar>
  );
}
