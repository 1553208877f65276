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
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiMenuLine, RiUserSettingsLine } from '@remixicon/react';
import { portalTranslationRef } from '../translations/ref';
import styles from './Navigation.module.css';

function NavItem({ href, icon, title }: NavContentNavItem) {
  return (
    <SidebarItem
      to={href}
      icon={() => icon}
      text={title}
      className={styles.item}
    />
  );
}

/**
 * The order is by how often somebody comes for it. Pages that are not named here follow below, so that an added plugin
 * is never without an entry.
 */
export function Navigation({ navItems }: NavContentComponentProps) {
  const { t } = useTranslationRef(portalTranslationRef);
  const nav = navItems.withComponent(NavItem);
  return (
    <Sidebar>
      <SidebarGroup label={t('nav.menu')} icon={<RiMenuLine />}>
        {nav.take('page:kafka-clusters')}
        {nav.take('page:catalog')}
        {nav.take('page:scaffolder')}
        {nav.take('page:search')}
        <SidebarDivider />
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      <SidebarGroup label={t('nav.personal')} icon={<RiUserSettingsLine />}>
        {nav.take('page:notifications')}
        {nav.take('page:user-settings')}
        {nav.rest({ sortBy: 'title' })}
      </SidebarGroup>
    </Sidebar>
  );
}
