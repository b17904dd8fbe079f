import { dayNumber } from '../civil.ts';
import type { DayNumber } from '../calendar.ts';

/**
 * England's bank holidays that fall on a weekday, substitutes included, as month-day.
 *
 * Source, for the years that the official list has reached: https://www.gov.uk/bank-holidays, England and Wales. It rests
 * on the Banking and Financial Dealings Act 1971 and the royal proclamations of 2020 (early May moved to the 8th), 2022
 * (spring moved to 2 June, 3 June and 19 September added) and 2023 (8 May added). The list reaches two or three years
 * ahead; later years follow the Act's rules. A proclamation changes them: then this changes, and running cases are shown
 * what it would move. `england.spec.ts` checks all of it against the rules and against the date-holidays package.
 */
const BANK_HOLIDAYS: Readonly<Record<number, string>> = {
  2020: '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28',
  2021: '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28',
  2022: '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27',
  2023: '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26',
  2024: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
  2025: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
  2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
  2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
  2028: '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
  2029: '01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26',
  2030: '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26',
  2031: '01-01 04-11 04-14 05-05 05-26 08-25 12-25 12-26',
  2032: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
  2033: '01-03 04-15 04-18 05-02 05-30 08-29 12-26 12-27',
  2034: '01-02 04-07 04-10 05-01 05-29 08-28 12-25 12-26',
  2035: '01-01 03-23 03-26 05-07 05-28 08-27 12-25 12-26',
};

export const ENGLAND_HOLIDAYS: DayNumber[] = Object.entries(BANK_HOLIDAYS).flatMap(([year, days]) =>
  days.split(' ').map((date) => {
    const [month = 1, day = 1] = date.split('-').map(Number);
    return dayNumber({ year: Number(year), month, day });
  }),
);
