"""Believable companies for demos."""

from rapport.objects import keys
from rapport.records.samples import Draw, Sample, sample

FIRST = (
    "Northwind Labs", "Kestrel Air", "Brightwave", "Pinecrest", "Quill & Co", "Sable Retail", "Lumen Health",
    "Halcyon Foods", "Fable Studio", "Terra Nova", "Volta Grid", "Ostrom Marine",
)  # fmt: skip
HEADS = (
    "Alder", "Amber", "Anchor", "Apex", "Arbor", "Arden", "Aster", "Atlas", "Aurora", "Avalon", "Azure", "Basalt",
    "Beacon", "Birch", "Blue", "Bramble", "Bright", "Cedar", "Cinder", "Clear", "Cobalt", "Copper", "Coral", "Crest",
    "Crown", "Delta", "Drift", "Dune", "Eagle", "East", "Echo", "Elm", "Ember", "Ever", "Falcon", "Fern", "Field",
    "Finch", "Fjord", "Flint", "Forge", "Fox", "Frost", "Garnet", "Glen", "Gold", "Granite", "Green", "Grove", "Gull",
    "Harbour", "Haven", "Hawthorn", "Hazel", "Heath", "Heron", "High", "Hollow", "Iron", "Ivy", "Jade", "Juniper",
    "Keel", "Kite", "Lake", "Larch", "Lark", "Laurel", "Linden", "Lyra", "Maple", "Marble", "Meadow", "Mica", "Mill",
    "Mint", "Moor", "Moss", "Nimbus", "North", "Oak", "Ocean", "Olive", "Onyx", "Opal", "Orchard", "Orion", "Otter",
    "Pearl", "Pebble", "Pine", "Poplar", "Prairie", "Quartz", "Raven", "Red", "Reed", "Ridge", "River", "Robin",
    "Rowan", "Sage", "Salt", "Sand", "Saturn", "Sequoia", "Shore", "Silver", "Sky", "Slate", "Solar", "South",
    "Spruce", "Star", "Stone", "Summit", "Sun", "Swift", "Tern", "Thistle", "Thorn", "Tide", "Timber", "Topaz",
    "Vale", "Vega", "Violet", "West", "Wild", "Willow", "Wind", "Winter", "Wolf", "Wren", "Yarrow", "Zenith",
)  # fmt: skip
TAILS = (
    "bank", "beck", "bridge", "brook", "burn", "court", "craft", "cross", "dale", "field", "ford", "gate", "grove",
    "hall", "ham", "haven", "hill", "house", "land", "light", "line", "lock", "mark", "mere", "mont", "mouth", "path",
    "peak", "point", "port", "reach", "ridge", "rock", "shore", "side", "stead", "stone", "ton", "vale", "view",
    "ward", "water", "way", "well", "wick", "wood", "works", "worth",
)  # fmt: skip
KINDS = {
    "software": ("Software", "Systems", "Labs", "Cloud", "Data", "Digital"),
    "manufacturing": ("Works", "Industries", "Machines", "Tools", "Precision", "Metals"),
    "retail": ("Retail", "Stores", "Outfitters", "Market", "Goods"),
    "health": ("Health", "Care", "Clinics", "Medical", "Pharma"),
    "finance": ("Capital", "Bank", "Partners", "Insurance", "Finance"),
    "education": ("Academy", "Learning", "College", "Education"),
    "media": ("Media", "Studio", "Press", "Pictures", "Publishing"),
    "energy": ("Energy", "Power", "Grid", "Solar", "Utilities"),
    "logistics": ("Logistics", "Freight", "Shipping", "Marine", "Transport"),
    "construction": ("Construction", "Builders", "Homes", "Architects"),
    "hospitality": ("Hotels", "Foods", "Kitchens", "Resorts", "Travel"),
    "public": ("City Council", "Museum", "Library", "Trust"),
    "services": ("Consulting", "Advisory", "Associates", "& Co", "Services"),
    "other": ("Group", "Holdings", "Ventures", "Collective"),
}
INDUSTRY = (
    "software", "services", "manufacturing", "retail", "health", "finance", "logistics", "construction", "energy",
    "education", "hospitality", "media", "public", "other",
)  # fmt: skip
ABOUT = (
    "Met at the trade fair in spring; they are looking to replace three spreadsheets.",
    "Family business in the third generation, careful buyers, loyal customers.",
    "Growing fast, two new offices this year.",
    "Procurement goes through the parent company and takes its time.",
    "Pilot ran well. The head of operations is our strongest supporter.",
)
TAGS = ("key account", "newsletter", "reference", "trade fair", "strategic", "at risk")


def name_of(draw: Draw, industry: str) -> str:
    """A name nobody has heard of, and yet one has."""
    name = draw.one_of(HEADS)
    if draw.chance(0.7):
        name += draw.one_of(TAILS)
    return f"{name} {draw.one_of(KINDS[industry])}"


def relations_of(draw: Draw) -> list[str] | None:
    """Prospects mostly, and customers."""
    roll = draw.random.random()
    if roll < 0.06:  # noqa: PLR2004 - shares of a made-up market
        return ["customer", "partner"]
    return ["customer"] if roll < 0.38 else ["prospect"] if roll < 0.86 else ["supplier"] if roll < 0.92 else None  # noqa: PLR2004 - as above


@sample(keys.COMPANY, share=0.5, remembers=("name", "website", "owner"))
def believable_company(draw: Draw) -> Sample:
    """A company with a size, a place and somebody who looks after it."""
    industry, made = draw.common(INDUSTRY), len(draw.known.get(keys.COMPANY, ()))
    name = FIRST[made] if made < len(FIRST) else name_of(draw, industry)
    host = "".join(c for c in name.lower().replace("&", "and") if c.isalnum())
    if made >= len(FIRST) * 100:
        # Short names run out long before large demos do; a domain still belongs to one company.
        host += str(made)
    employees = draw.amount(60, 1.5)
    owner = draw.member()
    return Sample(draw.moment(), {
        "name": name,
        "website": f"https://{host}.example",
        "email": f"hello@{host}.example" if draw.chance(0.7) else None,
        "industry": industry,
        "relations": relations_of(draw),
        "owner": owner.id,
        "employees": employees,
        "annual_revenue": employees * draw.amount(110_000, 0.5) if draw.chance(0.8) else None,
        "parent": None,
        "tags": [draw.one_of(TAGS)] if draw.chance(0.25) else None,
        "about": draw.one_of(ABOUT) if draw.chance(0.2) else None,
    })  # fmt: skip
