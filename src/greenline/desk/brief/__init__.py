"""The flash, daily and weekly report, made from the records as one audience sees them.

Owns: which record counts where, the figures with their records, the eleven sections, print. Must not know: the web, a
database's tables, anything the audience's own views do not tell. Start reading at `composing.py`.

    composing   a day, an audience, a position -> a report as plain data      issuing   freezing and correcting figures
    counting    what counts, what is only listed                              pdf, html, drawing   print
"""
