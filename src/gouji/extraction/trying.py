"""What is tried last, when all that is told has been read: what figures make of each other, then what words claim of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from gouji.document.model import Document
from gouji.extraction.claimed.aims import aims_of
from gouji.extraction.claimed.aimsquoted import read_aims_quoted
from gouji.extraction.claimed.allbehind import read_all_behind
from gouji.extraction.claimed.allbut import read_all_but
from gouji.extraction.claimed.allofit import read_all_of_it
from gouji.extraction.claimed.attained import read_attained
from gouji.extraction.claimed.balanced import Balances
from gouji.extraction.claimed.beyond import read_beyond
from gouji.extraction.claimed.causes import read_causes
from gouji.extraction.claimed.ceilings import Ceilings
from gouji.extraction.claimed.cellrates import read_cell_rates
from gouji.extraction.claimed.citedtwice import read_cited_twice
from gouji.extraction.claimed.classed import read_classed
from gouji.extraction.claimed.columnsaid import read_column_said
from gouji.extraction.claimed.cometo import read_come_to
from gouji.extraction.claimed.completions import Completions
from gouji.extraction.claimed.countered import read_countered
from gouji.extraction.claimed.dayorder import read_day_order
from gouji.extraction.claimed.daysapart import read_days_apart
from gouji.extraction.claimed.daysbeside import read_days_beside
from gouji.extraction.claimed.donetold import DoneTold
from gouji.extraction.claimed.eventdates import read_as_of, read_event_dates
from gouji.extraction.claimed.exceptions import read_exceptions
from gouji.extraction.claimed.firsttime import read_first_times
from gouji.extraction.claimed.gapsaid import GapsSaid
from gouji.extraction.claimed.goalclaims import GoalClaims
from gouji.extraction.claimed.goaldays import read_days
from gouji.extraction.claimed.goallines import figures_of
from gouji.extraction.claimed.goalpairs import GoalPairs
from gouji.extraction.claimed.inturn import read_in_turn
from gouji.extraction.claimed.judged import Verdicts
from gouji.extraction.claimed.lasted import read_lasted
from gouji.extraction.claimed.madeof import read_made_of
from gouji.extraction.claimed.mosts import Mosts
from gouji.extraction.claimed.moves import Moves
from gouji.extraction.claimed.movestold import MovesTold, pairs_of
from gouji.extraction.claimed.multiples import read_multiples
from gouji.extraction.claimed.namedfigures import NamedFigures
from gouji.extraction.claimed.nonetold import NoneTold
from gouji.extraction.claimed.otheryears import read_other_years
from gouji.extraction.claimed.outof import OutOf
from gouji.extraction.claimed.outspent import read_outspent
from gouji.extraction.claimed.overall import read_overall
from gouji.extraction.claimed.overalltables import placed_tables
from gouji.extraction.claimed.pacesaid import read_paces_said
from gouji.extraction.claimed.pacesbeside import read_paces_beside
from gouji.extraction.claimed.priors import read_priors
from gouji.extraction.claimed.progressed import read_progressed
from gouji.extraction.claimed.quantified import Quantified
from gouji.extraction.claimed.ratedaims import read_rated_aims
from gouji.extraction.claimed.ratejudged import read_rates_judged
from gouji.extraction.claimed.ratesbeside import read_rates_beside
from gouji.extraction.claimed.ratestold import read_rates_told
from gouji.extraction.claimed.recalled import read_recalled
from gouji.extraction.claimed.restsaid import read_rests_said
from gouji.extraction.claimed.rivals import read_rivals
from gouji.extraction.claimed.rosters import Rosters
from gouji.extraction.claimed.roughly import read_roughly
from gouji.extraction.claimed.rowschanged import RowsChanged
from gouji.extraction.claimed.rowsreckoned import read_rows_reckoned
from gouji.extraction.claimed.saidonce import say_once
from gouji.extraction.claimed.seriesheld import read_series
from gouji.extraction.claimed.setdone import SetDone
from gouji.extraction.claimed.signsaid import read_signs_said
from gouji.extraction.claimed.sizesaid import read_sizes_said
from gouji.extraction.claimed.states import states_of
from gouji.extraction.claimed.tallied import Tallies
from gouji.extraction.claimed.trends import Trends
from gouji.extraction.claimed.upheld import read_upheld
from gouji.extraction.claimed.weighed import read_weighed
from gouji.extraction.claimed.weighedbehind import told_levels
from gouji.extraction.claimed.wholeaim import read_whole_aims
from gouji.extraction.claimed.worded import read_worded
from gouji.extraction.crossing.meant import meant_places
from gouji.extraction.crossing.mentions import in_a_row
from gouji.extraction.done.cumulated import read_cumulated
from gouji.extraction.drafting.draft import Draft
from gouji.extraction.drafting.wording import Wording
from gouji.extraction.lists.figuredrows import read_figured_rows
from gouji.extraction.points.bracketed import read_bracketed
from gouji.extraction.points.byrule import read_by_rule
from gouji.extraction.points.calledcells import read_called_cells
from gouji.extraction.points.groupstold import read_groups_told
from gouji.extraction.points.proportioned import read_proportions
from gouji.extraction.points.scored import read_scored
from gouji.extraction.points.scorelists import read_score_lists
from gouji.extraction.points.takenoff import read_taken_off
from gouji.extraction.prose.facts import Fact
from gouji.extraction.prose.retold import Mention
from gouji.extraction.text.sentences import Sentence
from gouji.extraction.text.title import title_year
from gouji.extraction.tried.betweentwo import read_between_two
from gouji.extraction.tried.builds import lines_of, told_alike, turned
from gouji.extraction.tried.bynames import read_by_names
from gouji.extraction.tried.closing import Closing
from gouji.extraction.tried.dated import read_dated
from gouji.extraction.tried.explained import drop_explained
from gouji.extraction.tried.finely import read_finely
from gouji.extraction.tried.gradelines import read_grade_lines
from gouji.extraction.tried.grouppoints import read_group_points
from gouji.extraction.tried.ledgers import read_ledgers
from gouji.extraction.tried.likeshares import read_like_shares
from gouji.extraction.tried.meansmeant import read_means_meant
from gouji.extraction.tried.namedshares import read_named_shares
from gouji.extraction.tried.otherwise import read_otherwise
from gouji.extraction.tried.periodcells import read_period_cells
from gouji.extraction.tried.perproducts import read_per_products
from gouji.extraction.tried.planrates import PlanRates
from gouji.extraction.tried.productsmeant import read_products_meant
from gouji.extraction.tried.quotients import Quotients
from gouji.extraction.tried.raterows import read_rate_rows
from gouji.extraction.tried.ratesbehind import read_rates_behind
from gouji.extraction.tried.ratesfirst import read_rates_first
from gouji.extraction.tried.ratesmeant import read_rates_meant
from gouji.extraction.tried.ratewords import read_rate_words
from gouji.extraction.tried.regions import One, Region, regions_of
from gouji.extraction.tried.restated import read_restated
from gouji.extraction.tried.rowgaps import read_row_gaps
from gouji.extraction.tried.runs import of_mentions, runs_of_region, runs_of_text
from gouji.extraction.tried.scaled import read_scaled
from gouji.extraction.tried.severalunits import read_several_units
from gouji.extraction.tried.sharesmeant import read_shares_meant
from gouji.extraction.tried.slips import lead_of, read_slipped_points, read_slips, read_swapped
from gouji.extraction.tried.smalltables import read_small_tables
from gouji.extraction.tried.spoken import Spoken
from gouji.extraction.tried.standing import items_of
from gouji.extraction.tried.structuretold import read_structures_told
from gouji.extraction.tried.sums import Sums
from gouji.extraction.tried.tabletotals import read_table_totals
from gouji.extraction.tried.titled import read_titled
from gouji.extraction.tried.toone import read_to_one
from gouji.extraction.tried.twins import Twins
from gouji.extraction.tried.twoways import read_two_ways
from gouji.extraction.tried.twoyears import read_two_years
from gouji.extraction.tried.unmade import read_unmade
from gouji.extraction.tried.unmadegaps import Gaps
from gouji.extraction.tried.wordsfirst import read_words_first
from gouji.extraction.tried.written import read_written
from gouji.language import Table


def read_tried(
    document: Document,
    found: Sequence[Sentence],
    facts: Sequence[Fact],
    mentions: Sequence[Mention],
    tables: Iterable[Table],
    wording: Wording,
    draft: Draft,
) -> None:
    """Write what is found. ``found``: its sentences; ``facts`` and ``mentions``: what they tell, and their figures."""
    tables = list(tables)
    regions = list(regions_of(document))
    printed = _figures(document, found, facts, mentions, tables, regions, wording, draft)
    _words(document, found, facts, mentions, tables, regions, printed, wording, draft)


def _figures(
    document: Document,
    found: Sequence[Sentence],
    facts: Sequence[Fact],
    mentions: Sequence[Mention],
    tables: Sequence[Table],
    regions: Sequence[Region],
    wording: Wording,
    draft: Draft,
) -> Mapping[tuple[str, Fraction], One]:
    """What figures make of each other. Returned are all that are printed, by their kinds and what they are worth."""
    plain = [mention for mention in mentions if mention.figure.plain]
    told = of_mentions(plain)
    all_told = of_mentions(mentions)
    read_otherwise(all_told, tables, draft)
    printed: dict[tuple[str, Fraction], One] = {}
    for one in (*(one for region in regions for row in region for _, one in row.ones), *told):
        printed.setdefault((one.kind, one.base), one)
        printed.setdefault(("number", Fraction(one.figure.value)), one)  # a column of bare numbers may be in its unit
    sums = Sums(tables, draft)
    headings = [id(mention.sentence.heading) for mention in plain]
    sums.runs(runs_of_text(told, headings))
    sums.below(told)
    quotients = Quotients(tables, draft)
    quotients.text(told)
    for region in regions:
        sums.runs(runs_of_region(region))
        sums.region(region)
        sums.elsewhere(region, printed)
        quotients.region(region, printed)
        for lines in (lines_of(region), turned(region)):
            quotients.alike(lines)
            sums.alike(lines, printed)
    for rows in told_alike(found):
        quotients.alike(rows)
        sums.alike(rows, printed)
    sums.beside(told, headings)
    sums.finish()
    read_by_names(facts, tables, draft)
    read_to_one(document, told, tables, draft)
    read_rate_rows(regions, tables, draft)
    read_two_years(facts, tables, draft)
    read_two_ways(found, facts, regions, tables, draft)
    read_slips(told, [lead_of(mention.sentence, mention.at) for mention in plain], tables, draft)
    read_slipped_points(found, tables, draft)
    Twins(tables, draft, plain).read(regions)
    read_swapped(told, tables, draft)
    read_scaled(found, tables, draft)
    read_dated(document, tables, draft)
    read_like_shares(found, tables, draft)
    read_titled(document, tables, wording, draft)
    by_source = {table.source: table for table in tables if table.source}
    read_ledgers(document, by_source, wording, draft)
    read_group_points(document, by_source, wording, draft)
    read_grade_lines(document, by_source, wording, draft)
    if (balanced := by_source.get("平衡")) is not None:
        order = {id(text): number for number, text in enumerate(document.texts)}
        read_table_totals(regions, all_told, order, balanced, wording, draft)
    spoken = [Spoken(mention, one) for mention, one in zip(mentions, all_told, strict=True)]
    read_unmade(spoken, tables, wording, draft)
    if (shares := by_source.get("占比")) is not None:
        read_rates_first(spoken, shares, wording, draft)
        read_named_shares(spoken, shares, draft)
        read_rate_words(spoken, shares, wording, draft)
    read_row_gaps(document, by_source, draft)
    if (made := by_source.get("构成")) is not None:
        read_several_units(found, made, draft)
    if (changes := by_source.get("变动")) is not None:
        read_rates_behind(spoken, changes, wording, draft)
        Gaps(spoken, wording).read(found, changes, draft)
        read_between_two(found, told, regions, changes, wording, draft)
    read_small_tables(document, by_source, draft)
    items = list(items_of(document))
    Closing(wording).read(items, by_source, draft)
    read_written(items, by_source, draft)
    read_by_rule(items, by_source, draft)
    read_rates_meant(found, by_source, wording, draft)
    read_restated(found, by_source, draft)
    read_products_meant(found, by_source, draft)
    read_proportions(found, by_source, draft)
    if (means := by_source.get("平均")) is not None:
        read_per_products(spoken, means, draft)
    read_means_meant(found, by_source, draft)
    read_shares_meant(found, by_source, draft)
    read_finely(all_told, by_source, draft)
    return printed


def _words(
    document: Document,
    found: Sequence[Sentence],
    facts: Sequence[Fact],
    mentions: Sequence[Mention],
    tables: Sequence[Table],
    regions: Sequence[Region],
    printed: Mapping[tuple[str, Fraction], One],
    wording: Wording,
    draft: Draft,
) -> None:
    """What words claim of the figures."""
    by_source = {table.source: table for table in tables if table.source}
    texts = list(document.texts)
    order = {id(text): number for number, text in enumerate(texts)}
    told = MovesTold(wording, texts).read(found, facts, tables, pairs_of(wording.periods), draft)
    moves = Moves(told, texts)
    changes = by_source.get("变动")
    if changes is not None:
        for move in (*read_priors(found, printed, wording, changes, draft), *told_levels(found, moves, order)):
            moves.add(move)
        read_upheld(found, moves, order, changes, draft)
        read_rates_told(moves, wording, changes, draft)
        read_come_to(found, changes, draft)
    pairs = GoalPairs(figures_of(document, wording), wording)
    aims = aims_of(document, found, tables, facts, wording, draft, order, pairs)
    if (done := by_source.get("完成")) is not None:
        read_all_but(found, aims, done, wording, draft)
        read_whole_aims(found, aims, meant_places(document, mentions, wording.goals), done, wording, draft)
        read_aims_quoted(found, aims, done, changes, wording, draft)
    placed = list(placed_tables(regions, texts, order))
    completions = Completions(facts, placed, order, wording)
    read_overall(texts, found, facts, placed, order, aims, completions, tables, wording, draft)
    compared = by_source.get("比较")
    if compared is not None:
        read_attained(found, facts, compared, draft)
        read_paces_said(found, wording, compared, draft)
        read_made_of(found, compared, draft)
    OutOf(wording).read(found, by_source, draft)
    read_rated_aims(found, aims, by_source, wording, draft)
    read_exceptions(found, by_source, wording, title_year(document), draft)
    read_all_behind(found, by_source, wording, draft)
    read_rates_judged(found, by_source, wording, draft)
    if done is not None and wording.reached and wording.missed:
        GoalClaims(pairs, aims, order, wording).read(done, compared, draft)
    if compared is not None:
        read_column_said(texts, found, placed, order, compared, draft)
        named = NamedFigures(mentions, moves, order)
        read_rivals(found, named, order, compared, draft)
        read_multiples(found, named, order, compared, draft)
        read_classed(found, compared, draft)
        read_first_times(found, moves, wording, compared, draft)
        read_signs_said(found, moves, wording, compared, changes, draft)
        read_outspent(found, facts, order, completions, compared, draft)
        read_roughly(found, mentions, order, compared, draft)
    trends = Trends(wording)
    read_causes(found, trends, wording, by_source, draft)
    Tallies(trends).read(found, by_source, draft)
    read_all_of_it(found, by_source, wording, draft)
    NoneTold(wording).read(found, placed, by_source, title_year(document), draft)
    if compared is not None:
        read_progressed(found, compared, wording, draft)
        Balances(wording).read(found, placed, compared, draft)
    if (days := next((table for table in tables if table.name == "期限"), None)) is not None:
        read_days(pairs.figures.lines, title_year(document), days, draft)
    ordered_days = next((table for table in tables if table.name == "时间先后"), None)
    dated = next((table for table in tables if table.name == "时间提法"), None)
    read_days_apart(document, pairs.figures.lines, title_year(document), ordered_days, dated, draft)
    read_day_order(pairs.figures.lines, title_year(document), ordered_days, draft)
    if (twice := by_source.get("提法")) is not None:
        read_rates_beside(pairs.figures.lines, title_year(document), twice, draft)
        prose = [mention for mention in mentions if not in_a_row(mention.sentence)]
        meant = meant_places(document, prose, wording.goals)
        DoneTold(wording, title_year(document)).read(prose, aims, meant, twice, draft)
    if (judged := by_source.get("评说")) is not None:
        Verdicts(wording).read(found, trends, judged, draft)
    read_lasted(found, by_source, draft)
    if dated is not None:
        read_days_beside(pairs.figures.lines, title_year(document), dated, draft)
        read_event_dates(found, dated, draft)
        read_as_of(found, dated, draft)
    if (years := next((table for table in tables if table.name == "年份提法"), None)) is not None:
        read_other_years(document, found, mentions, years, wording, draft)
    read_cited_twice(found, next((table for table in tables if table.name == "引用"), None), dated, draft)
    if (listed := by_source.get("列举")) is not None:
        read_figured_rows(found, listed, draft)
    read_rests_said(found, by_source, draft)
    read_countered(found, by_source, draft)
    if compared is not None:
        read_beyond(found, mentions, compared, draft)
    read_weighed(found, moves, by_source, draft)
    read_recalled(found, placed, by_source, draft)
    Ceilings(wording).read(found, by_source, draft)
    if compared is not None:
        SetDone(wording).read(found, compared, draft)
        read_paces_beside(found, compared, draft)
    if changes is not None:
        gaps = GapsSaid(wording)
        gaps.read(found, changes, draft)
        if compared is not None:
            read_sizes_said(found, gaps, wording, compared, draft)
    read_in_turn(document, found, tables, draft)
    read_scored(document, found, tables, wording, draft)
    read_bracketed(texts, tables, wording, draft)
    read_score_lists(found, texts, tables, wording, draft)
    read_worded(document, found, tables, draft)
    read_series(document, found, by_source, order, wording, draft)
    rosters = Rosters(document, found, wording, order)
    Mosts(wording).read(found, rosters, by_source, draft)
    Quantified(wording, order, aims, tuple(states_of(document))).read(found, rosters, by_source, draft)
    if compared is not None:
        say_once(compared, draft)
    drop_explained(by_source, draft)
    spoken = [Spoken(mention, one) for mention, one in zip(mentions, of_mentions(mentions), strict=True)]
    read_words_first(spoken, by_source, wording, draft)
    read_cell_rates(aims, spoken, by_source, wording, draft)
    read_rows_reckoned(spoken, tables, by_source, wording, draft)
    RowsChanged(tables, wording, draft).read(found, by_source, draft)
    read_groups_told(spoken, tables, by_source, wording, draft)
    read_period_cells(document, by_source, draft)
    read_structures_told(texts, of_mentions(mentions), by_source, draft)
    read_called_cells(document, found, by_source, wording, draft)
    read_taken_off(texts, found, tables, by_source, draft)
    read_cumulated(found, {table.name: table for table in tables}, draft)
    if (shares := by_source.get("占比")) is not None:
        PlanRates(wording).read(spoken, tables, shares, draft)
