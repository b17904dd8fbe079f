import { dayNumber } from '../civil.ts';
import type { DayNumber } from '../calendar.ts';

/**
 * England's bank holidays that fall on a weekday, substitutes included: two digits of the month, two of the day.
 *
 * Source, for the years that the official list has reached: https://www.gov.uk/bank-holidays, England and Wales. It rests
 * on the Banking and Financial Dealings Act 1971 and the royal proclamations of 2020 (early May moved to the 8th), 2022
 * (spring moved to 2 June, 3 June and 19 September added) and 2023 (8 May added). The list reaches two or three years
 * ahead; later years follow the Act's rules. A proclamation changes them: then this changes, and running cases are shown
 * what it would move. `england.spec.ts` checks all of it against the rules and against the date-holidays package.
 */
const BANK_HOLIDAYS: Readonly<Record<number, string>> = {
  2020: '0101 0410 0413 0508 0525 0831 1225 1228',
  2021: '0101 0402 0405 0503 0531 0830 1227 1228',
  2022: '0103 0415 0418 0502 0602 0603 0829 0919 1226 1227',
  2023: '0102 0407 0410 0501 0508 0529 0828 1225 1226',
  2024: '0101 0329 0401 0506 0527 0826 1225 1226',
  2025: '0101 0418 0421 0505 0526 0825 1225 1226',
  2026: '0101 0403 0406 0504 0525 0831 1225 1228',
  2027: '0101 0326 0329 0503 0531 0830 1227 1228',
  2028: '0103 0414 0417 0501 0529 0828 1225 1226',
  2029: '0101 0330 0402 0507 0528 0827 1225 1226',
  2030: '0101 0419 0422 0506 0527 0826 1225 1226',
  2031: '0101 0411 0414 0505 0526 0825 1225 1226',
  2032: '0101 0326 0329 0503 0531 0830 1227 1228',
  2033: '0103 0415 0418 0502 0530 0829 1226 1227',
  2034: '0102 0407 0410 0501 0529 0828 1225 1226',
  2035: '0101 0323 0326 0507 0528 0827 1225 1226',
};

export const ENGLAND_HOLIDAYS: DayNumber[] = Object.entries(BANK_HOLIDAYS).flatMap(([year, days]) =>
  days.split(' ').map((date) => {
    return dayNumber({ year: Number(year), month: Number(date.slice(0, 2)), day: Number(date.slice(2)) });
  }),
);
