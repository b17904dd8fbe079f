import type { Line } from './line.ts';
import type { Simulation } from './simulate.ts';

/** A simulation as lines of text: the headline, then each day with what happens on it, to whom and why. */
export function simulationLines({ title, chain, headline, timeline, ending }: Simulation): string[] {
  return [
    title,
    `${chain.title}, version ${chain.version}`,
    '',
    headline,
    ...timelineLines(timeline),
    '',
    ending.sentence,
  ];
}

function timelineLines(timeline: readonly Line[]): string[] {
  return timeline.flatMap((line, index) => {
    const [day = '', time = ''] = line.local.split(', ');
    const isNewDay = timeline[index - 1]?.local.startsWith(day) !== true;
    return [
      ...(isNewDay ? ['', day] : []),
      `  ${time}  ${line.what}`,
      ...(line.whom.length === 0 ? [] : [`         to ${line.whom.join('; ')}`]),
      ...(line.why === '' ? [] : [`         because ${line.why}`]),
    ];
  });
}
