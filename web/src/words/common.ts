import { words } from './words.svelte';

/** What several parts of the page say. */
export const common = words({
  en: {
    cancel: 'Cancel', close: 'Close', save: 'Save', undo: 'Undo', remove: 'Remove', loading: 'Loading…', today: 'Today',
    untitled: '(no title)', allDay: 'All day',
    accepted: 'Accepted', tentative: 'Tentative', declined: 'Declined', 'needs-action': 'Not answered', cancelled: 'Cancelled',
    accept: 'Accept', maybe: 'Maybe', decline: 'Decline',
    unreachable: 'The server cannot be reached. Please try again.',
    refused: 'That did not work: {reason}',
  },
  de: {
    cancel: 'Abbrechen', close: 'Schließen', save: 'Speichern', undo: 'Rückgängig', remove: 'Entfernen', loading: 'Wird geladen …', today: 'Heute',
    untitled: '(ohne Titel)', allDay: 'Ganztägig',
    accepted: 'Zugesagt', tentative: 'Mit Vorbehalt', declined: 'Abgesagt', 'needs-action': 'Keine Antwort', cancelled: 'Fällt aus',
    accept: 'Zusagen', maybe: 'Vielleicht', decline: 'Absagen',
    unreachable: 'Der Server ist nicht erreichbar. Bitte noch einmal versuchen.',
    refused: 'Das ging nicht: {reason}',
  },
  fr: {
    cancel: 'Annuler', close: 'Fermer', save: 'Enregistrer', undo: 'Annuler', remove: 'Retirer', loading: 'Chargement…', today: 'Aujourd’hui',
    untitled: '(sans titre)', allDay: 'Toute la journée',
    accepted: 'Accepté', tentative: 'Provisoire', declined: 'Décliné', 'needs-action': 'Sans réponse', cancelled: 'Annulée',
    accept: 'Accepter', maybe: 'Peut-être', decline: 'Décliner',
    unreachable: 'Le serveur est injoignable. Veuillez réessayer.',
    refused: 'Cela n’a pas fonctionné : {reason}',
  },
});
