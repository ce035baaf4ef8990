"""Believable people for demos."""

from unicodedata import normalize

from rapport.objects import keys
from rapport.records.samples import Draw, Sample, sample

FIRST_NAMES = (
    "Anna", "Maria", "Jonas", "Petra", "Elif", "Lukas", "Sofia", "Paul", "Emma", "David", "Laura", "Thomas", "Julia",
    "Martin", "Eva", "Peter", "Nina", "Jan", "Sara", "Michael", "Clara", "Andrea", "Marco", "Lucía", "Pablo", "Camille",
    "Louis", "Chloé", "Hugo", "Zoé", "Léa", "Antoine", "Giulia", "Matteo", "Chiara", "Luca", "Francesca", "Alessandro",
    "Olivia", "Jack", "Amelia", "Harry", "Isla", "George", "Grace", "Oliver", "Freya", "Ingrid", "Lars", "Astrid",
    "Søren", "Mette", "Nils", "Signe", "Katarzyna", "Piotr", "Agnieszka", "Tomasz", "Zofia", "Jakub", "Eszter", "Bence",
    "Ana", "João", "Inês", "Tiago", "Marta", "Rui", "Ayşe", "Mehmet", "Deniz", "Yusuf", "Priya", "Arjun", "Ananya",
    "Rohan", "Wei", "Mei", "Hiroshi", "Yuki", "Min-jun", "Fatima", "Omar", "Layla", "Amir", "Noah", "Mia", "Ben",
    "Hannah", "Felix", "Lea", "Moritz", "Frida", "Anton", "Ida", "Emil", "Alma", "Oskar", "Vera", "Leo",
)  # fmt: skip
SURNAMES = (
    "Müller", "Smith", "Martin", "Rossi", "Novak", "Silva", "Schmidt", "Jones", "Bernard", "Russo", "Jensen",
    "Andersson", "Kowalski", "Nagy", "Yildiz", "Fernández", "Taylor", "Schneider", "Dubois", "García", "Ferrari",
    "Hansen", "Santos", "Fischer", "Williams", "González", "Petit", "Bianchi", "Johansson", "Nowak", "Weber",
    "Brown", "Rodríguez", "Durand", "Romano", "Nielsen", "Karlsson", "Horváth", "Kaya", "Meyer", "Davies", "López",
    "Leroy", "Colombo", "Pedersen", "Nilsson", "Tóth", "Demir", "Wagner", "Evans", "Martínez", "Moreau", "Ricci",
    "Olsen", "Eriksson", "Szabó", "Becker", "Wilson", "Sánchez", "Simon", "Marino", "Larsen", "Larsson", "Popescu",
    "Schulz", "Thomas", "Pérez", "Laurent", "Greco", "Svensson", "Hoffmann", "Roberts", "Gómez", "Lefebvre",
    "Bruno", "Berg", "Schäfer", "Johnson", "Ruiz", "Michel", "Gallo", "Haugen", "Koch", "Walker", "Díaz", "Garnier",
    "Conti", "Virtanen", "Bauer", "Wright", "Moreno", "Roux", "Costa", "Korhonen", "Richter", "Robinson", "Álvarez",
    "Vincent", "Giordano", "Mäkinen", "Klein", "Thompson", "Romero", "Fournier", "Mancini", "Nieminen", "Wolf",
    "White", "Navarro", "Morel", "Rizzo", "Papadopoulos", "Schröder", "Hughes", "Torres", "Girard", "Lombardi",
    "Ivanov", "Neumann", "Edwards", "Domínguez", "Andre", "Moretti", "Petrov", "Schwarz", "Green", "Vázquez",
    "Mercier", "Barbieri", "Dimitrov", "Zimmermann", "Hall", "Ramos", "Dupont", "Fontana", "Popov", "Braun", "Wood",
    "Gil", "Lambert", "Santoro", "Stoica", "Krüger", "Harris", "Serrano", "Bonnet", "Mariani", "Kovács", "Hofmann",
    "Clarke", "Blanco", "Francois", "Rinaldi", "Varga", "Lange", "Patel", "Molina", "Martinez", "Caruso", "Molnár",
    "Wirth", "Lewis", "Morales", "Legrand", "Ferrara", "Aydin", "Lang", "Singh", "Suárez", "Garner", "Galli",
    "Çelik", "Krause", "Khan", "Ortega", "Faure", "Leone", "Şahin", "Lehmann", "Cooper", "Delgado", "Rousseau",
    "Longo", "Öztürk", "Köhler", "Ward", "Castro", "Blanc", "Gentile", "Arslan", "Maier", "Turner", "Ortiz",
    "Guerin", "Martinelli", "Doğan", "König", "Hill", "Rubio", "Boyer", "Vitale", "Aslan", "Walter", "Moore",
    "Marín", "Chevalier", "Coppola", "Chen", "Huber", "Clark", "Sanz", "Muller", "Serra", "Wang", "Kaiser", "Baker",
    "Iglesias", "Robin", "Villa", "Tanaka", "Fuchs", "Watson", "Nuñez", "Masson", "Caputo", "Suzuki", "Peters",
    "Mitchell", "Medina", "Henry", "Monti", "Kim", "Scholz", "Young", "Garrido", "Noel", "Farina", "Park", "Möller",
    "Allen", "Cortés", "Dumont",
)  # fmt: skip
RARE = ("Quillfeather", "Zillertaler", "Featherstonehaugh", "Wrzesniewski", "Ukobizaba")
TITLES = (
    "Sales Manager", "Managing Director", "Head of Operations", "Procurement", "Account Manager", "IT Manager",
    "Marketing Manager", "Chief Financial Officer", "Project Manager", "Office Manager", "Head of IT", "Founder",
    "Chief Technology Officer", "Operations Lead", "Customer Success", "Finance Lead", "Head of Sales", "Buyer",
    "Product Manager", "Engineer", "HR Manager", "Chief Executive", "Controller", "Team Lead", "Legal Counsel",
)  # fmt: skip
TAGS = ("decision maker", "champion", "newsletter", "event guest", "technical", "procurement")
ABOUT = (
    "Prefers a short call to a long mail.",
    "Asked for the security paper before the next meeting.",
    "Moved from another customer of ours and knows the product.",
    "On leave in August, write to the assistant meanwhile.",
)


def plain(text: str) -> str:
    """Letters as in an email address."""
    bare = normalize("NFKD", text.lower().replace("ø", "o").replace("ß", "ss"))
    return "".join(c for c in bare if c.isascii() and c.isalpha())


def surname(draw: Draw) -> str:
    """A surname; some have two, and very few have one of the rare ones."""
    if draw.chance(0.00005):
        return draw.one_of(RARE)
    first = draw.common(SURNAMES)
    return f"{first}-{draw.common(SURNAMES)}" if draw.chance(0.04) else first


@sample(keys.PERSON, remembers=("name",), under="company")
def believable_person(draw: Draw) -> Sample:
    """A person who works somewhere, mostly."""
    company = draw.earlier(keys.COMPANY) if draw.chance(0.96) else None
    first, last = draw.one_of(FIRST_NAMES), surname(draw)
    host = company.values[1].removeprefix("https://") if company else "mail.example"
    local = f"{plain(first)}.{plain(last)}"
    if company is None or draw.chance(0.15):
        local += str(1 + int(draw.random.random() * 98))
    return Sample(draw.moment(company.at if company else None), {
        "name": f"{first} {last}",
        "first_name": first,
        "last_name": last,
        "email": f"{local}@{host}" if draw.chance(0.97) else None,
        "company": company.id if company else None,
        "job_title": draw.common(TITLES),
        "owner": company.values[2] if company and draw.chance(0.85) else draw.member().id,
        "email_opt_out": True if draw.chance(0.06) else None,
        "linkedin": f"https://www.linkedin.com/in/{local.replace('.', '-')}" if draw.chance(0.3) else None,
        "address": None,
        "tags": [draw.one_of(TAGS)] if draw.chance(0.2) else None,
        "about": draw.one_of(ABOUT) if draw.chance(0.1) else None,
    })  # fmt: skip
