"""Small tables of our own: a crosswalk and a wave with two header rows."""

from surveys.waves import Row

CROSSWALK = (
    "question_key,type,wave,column,header,subheader,scale",
    "tools,several,spring,2,Which tools do you use?,Hammer,",
    "tools,several,spring,3,,Saw,",
    "tools,several,spring,4,,Hammer,",
    "ease,rating,spring,5,How easy was it?,Response,1-10",
    "ease_why,text,spring,6,,Why?,",
    "again,choice,spring,7,Would you come again?,Response,",
)
HEADER = (
    "Respondent,Which tools do you use?,,,How easy was it?,,Would you come again?",
    ",Hammer,Saw,Hammer,Response,Why?,Response",
)
ANSWERS = (
    "1,Hammer,,Hammer,9,Quick,Yes",
    ",,,,,,",
    "2,,x,no,N/A,,Maybe",
    "3,,,,  ,,Yes",
)


def rows(*lines: str, first: int = 1) -> list[Row]:
    return [(number, line.split(",")) for number, line in enumerate(lines, start=first)]
