import { words } from '../words/words.svelte';

export const say = words({
  en: {
    pages: 'Pages', calendar: 'Calendar', colleagues: 'Colleagues', menu: '{name}: menu', settings: 'Settings', documentation: 'Documentation', keys: 'Keys',
    look: 'Look', auto: 'Auto', light: 'Light', dark: 'Dark', signOut: 'Sign out',
  },
  de: {
    pages: 'Seiten', calendar: 'Kalender', colleagues: 'Kollegium', menu: '{name}: Menü', settings: 'Einstellungen', documentation: 'Dokumentation', keys: 'Tastenkürzel',
    look: 'Aussehen', auto: 'Auto', light: 'Hell', dark: 'Dunkel', signOut: 'Abmelden',
  },
  fr: {
    pages: 'Pages', calendar: 'Agenda', colleagues: 'Collègues', menu: '{name} : menu', settings: 'Réglages', documentation: 'Documentation', keys: 'Raccourcis clavier',
    look: 'Apparence', auto: 'Auto', light: 'Clair', dark: 'Sombre', signOut: 'Se déconnecter',
  },
});
