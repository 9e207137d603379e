import { words } from '../words/words.svelte';

export const say = words({
  en: { calendar: 'Calendar', colleagues: 'Colleagues', settings: 'Settings', signOut: 'Sign out', you: 'You: {name}' },
  de: { calendar: 'Kalender', colleagues: 'Kollegium', settings: 'Einstellungen', signOut: 'Abmelden', you: 'Du: {name}' },
  fr: { calendar: 'Agenda', colleagues: 'Collègues', settings: 'Réglages', signOut: 'Se déconnecter', you: 'Vous : {name}' },
});
