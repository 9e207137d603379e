import { words } from '../words/words.svelte';

export const say = words({
  en: {
    title: 'Colleagues', add: 'Add a colleague', found: '{count|# person found|# people found}', nobody: 'Nobody is called so.', full: 'That is as many as fit here ({count}).',
    previous: 'Previous', next: 'Next', goTo: 'Go to date', view: 'View', week: 'Week', month: 'Month', narrow: 'Night and free days narrow',
    invite: 'Choose colleagues above, and see side by side when everybody has time.', hint: 'Drag over a free time to plan a meeting; with keys: arrows, then Enter.',
    me: 'You', together: 'All together', remove: 'Remove {name}', here: '{place}, {time} now', who: 'Who', grid: 'When everybody is free',
    busy: 'busy {span}', tentative: 'tentative {span}', free: 'free all day', freeThen: 'free {span}', noTime: 'no common free time in working hours',
    keyBusy: 'busy', keyTentative: 'tentative', keyFree: 'everybody is free', keyNight: 'before 8:00 or after 18:00 there',
    selected: '{span}: {who}. Arrows move it, Shift and arrows change its length, Enter plans the meeting, Escape leaves it.', allFree: 'everybody is free', notFree: 'not free: {names}',
    busyDay: 'busy', freeDay: 'free', unknown: 'Somebody in this address is not here any more, and was left out.',
  },
  de: {
    title: 'Kollegium', add: 'Jemanden hinzufügen', found: '{count|# Person gefunden|# Personen gefunden}', nobody: 'So heißt hier niemand.', full: 'Mehr passen hier nicht hin ({count}).',
    previous: 'Zurück', next: 'Weiter', goTo: 'Zum Datum', view: 'Ansicht', week: 'Woche', month: 'Monat', narrow: 'Nacht und freie Tage schmal',
    invite: 'Wähle oben Personen aus und sieh nebeneinander, wann alle Zeit haben.', hint: 'Zieh über eine freie Zeit, um einen Termin zu planen; mit Tasten: Pfeile, dann Eingabe.',
    me: 'Du', together: 'Alle zusammen', remove: '{name} entfernen', here: '{place}, jetzt {time}', who: 'Wer', grid: 'Wann alle frei sind',
    busy: 'belegt {span}', tentative: 'mit Vorbehalt {span}', free: 'den ganzen Tag frei', freeThen: 'frei {span}', noTime: 'keine gemeinsame freie Arbeitszeit',
    keyBusy: 'belegt', keyTentative: 'mit Vorbehalt', keyFree: 'alle sind frei', keyNight: 'dort vor 8:00 oder nach 18:00 Uhr',
    selected: '{span}: {who}. Pfeile verschieben, Umschalt und Pfeile ändern die Länge, Eingabe plant den Termin, Escape bricht ab.', allFree: 'alle sind frei', notFree: 'nicht frei: {names}',
    busyDay: 'belegt', freeDay: 'frei', unknown: 'Jemand in dieser Adresse ist nicht mehr da und wurde ausgelassen.',
  },
  fr: {
    title: 'Collègues', add: 'Ajouter une personne', found: '{count|# personne trouvée|# personnes trouvées}', nobody: 'Personne ne s’appelle ainsi.', full: 'Il n’y a pas de place pour plus ici ({count}).',
    previous: 'Précédent', next: 'Suivant', goTo: 'Aller à la date', view: 'Vue', week: 'Semaine', month: 'Mois', narrow: 'Nuits et jours libres étroits',
    invite: 'Choisissez des collègues ci-dessus et voyez côte à côte quand tout le monde a le temps.', hint: 'Glissez sur un moment libre pour prévoir une réunion ; au clavier : flèches, puis Entrée.',
    me: 'Vous', together: 'Tous ensemble', remove: 'Retirer {name}', here: '{place}, {time} maintenant', who: 'Qui', grid: 'Quand tout le monde est libre',
    busy: 'occupé {span}', tentative: 'provisoire {span}', free: 'libre toute la journée', freeThen: 'libre {span}', noTime: 'aucun moment libre commun pendant le travail',
    keyBusy: 'occupé', keyTentative: 'provisoire', keyFree: 'tout le monde est libre', keyNight: 'là-bas avant 8 h ou après 18 h',
    selected: '{span} : {who}. Les flèches déplacent, Maj et flèches changent la durée, Entrée prévoit la réunion, Échap annule.', allFree: 'tout le monde est libre', notFree: 'pas libres : {names}',
    busyDay: 'occupé', freeDay: 'libre', unknown: 'Une personne de cette adresse n’est plus là et a été omise.',
  },
});
