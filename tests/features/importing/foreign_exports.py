"""Header rows as other systems export them, with invented rows, and where each column belongs here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Export:
    """One file: `belongs` names the place of each column that must be mapped; the others must stay free."""

    system: str
    object: str
    text: str
    belongs: dict[str, str]


ADDRESS = ("street", "city", "region", "postal_code", "country")


def address(*columns: str) -> dict[str, str]:
    return {column: f"address.{part}" for column, part in zip(columns, ADDRESS, strict=True)}


EXPORTS = [
    Export(
        "HubSpot",
        "person",
        """Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Marketing contact status,Create Date,Last Activity Date,Associated Company,Job Title
51,Maria,Halgren,maria.halgren@nordlys.example,+47 22 33 44 55,Dana Fields,New,Non-marketing contact,2026-03-02 10:15,2026-05-01 08:00,Nordlys AS,Head of Purchasing
52,Tom,Okafor,t.okafor@bluepine.example,+44 20 7946 0018,Sam Rivers,Open,Marketing contact,2026-03-04 12:40,,Blue Pine Ltd,CTO
""",
        {
            "First Name": "first_name",
            "Last Name": "last_name",
            "Email": "email",
            "Phone Number": "phone",
            "Contact owner": "owner",
            "Associated Company": "company",
            "Job Title": "job_title",
        },
    ),
    Export(
        "HubSpot",
        "company",
        """Record ID,Company name,Company owner,Create Date,Phone Number,Last Activity Date,City,Country/Region,Industry,Company Domain Name,Number of Employees,Annual Revenue
901,Nordlys AS,Dana Fields,2025-11-02 09:00,+47 22 33 44 00,,Oslo,Norway,Logistics,nordlys.example,120,45000000
902,Blue Pine Ltd,Sam Rivers,2025-12-12 14:22,+44 20 7946 0000,2026-01-08 11:05,Leeds,United Kingdom,Software,bluepine.example,35,3800000
""",
        {
            "Company name": "name",
            "Company owner": "owner",
            "Phone Number": "phone",
            "City": "address.city",
            "Country/Region": "address.country",
            "Industry": "industry",
            "Company Domain Name": "website",
            "Number of Employees": "employees",
            "Annual Revenue": "annual_revenue",
        },
    ),
    Export(
        "HubSpot",
        "deal",
        """Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Pipeline,Associated Company,Associated Contact,Create Date
7001,Nordlys renewal,Contract Sent,2026-09-30 00:00,Dana Fields,48000,Sales Pipeline,Nordlys AS,Maria Halgren (maria.halgren@nordlys.example),2026-04-01 09:12
7002,Blue Pine pilot,Appointment Scheduled,2026-10-15 00:00,Sam Rivers,12500.50,Sales Pipeline,Blue Pine Ltd,,2026-04-03 15:20
""",
        {
            "Deal Name": "name",
            "Deal Stage": "stage",
            "Close Date": "close_on",
            "Deal owner": "owner",
            "Amount": "amount",
            "Pipeline": "stage.pipeline",
            "Associated Company": "company",
        },
    ),
    Export(
        "Salesforce",
        "person",
        """"Salutation","First Name","Last Name","Title","Account Name","Mailing Street","Mailing City","Mailing State/Province","Mailing Zip/Postal Code","Mailing Country","Phone","Mobile","Email","Contact Owner","Contact ID","Account ID"
"Ms.","Ines","Carvalho","VP Operations","Rio Verde SA","Rua Augusta 5","Lisboa","","1100-048","Portugal","+351 21 000 1000","+351 91 000 2000","ines@rioverde.example","Dana Fields","003xx0000001AbC","001xx0000001AbC"
"Mr.","Paul","Grant","Buyer","Grant & Sons","1 High St","Denver","CO","80014","USA","(303) 555-0101","","paul@grantsons.example","Sam Rivers","003xx0000001AbD","001xx0000001AbD"
""",
        {
            "First Name": "first_name",
            "Last Name": "last_name",
            "Title": "job_title",
            "Account Name": "company",
            "Phone": "phone",
            "Email": "email",
            "Contact Owner": "owner",
        }
        | address(
            "Mailing Street", "Mailing City", "Mailing State/Province", "Mailing Zip/Postal Code", "Mailing Country"
        ),
    ),
    Export(
        "Salesforce",
        "company",
        """"Account Name","Account Owner","Type","Industry","Employees","Annual Revenue","Website","Phone","Billing Street","Billing City","Billing State/Province","Billing Zip/Postal Code","Billing Country","Account ID","Last Modified Date"
"Rio Verde SA","Dana Fields","Customer","Energy","800","EUR 12,000,000.00","www.rioverde.example","+351 21 000 1000","Rua Augusta 5","Lisboa","","1100-048","Portugal","001xx0000001AbC","3/2/2026"
"Grant & Sons","Sam Rivers","Prospect","Retail","14","USD 2,100,000.00","grantsons.example","(303) 555-0100","1 High St","Denver","CO","80014","USA","001xx0000001AbD","3/14/2026"
""",
        {
            "Account Name": "name",
            "Account Owner": "owner",
            "Industry": "industry",
            "Employees": "employees",
            "Annual Revenue": "annual_revenue",
            "Website": "website",
            "Phone": "phone",
        }
        | address(
            "Billing Street", "Billing City", "Billing State/Province", "Billing Zip/Postal Code", "Billing Country"
        ),
    ),
    Export(
        "Salesforce",
        "deal",
        """"Opportunity Owner","Account Name","Opportunity Name","Stage","Fiscal Period","Amount Currency","Amount","Probability (%)","Age","Close Date","Created Date","Next Step","Lead Source","Type","Opportunity ID"
"Dana Fields","Rio Verde SA","Solar park phase 2","Proposal/Price Quote","Q3-2026","EUR","250,000.00","75","40","9/30/2026","4/1/2026","Send quote","Web","New Business","006xx000001"
"Sam Rivers","Grant & Sons","Shop fittings","Closed Won","Q2-2026","USD","18,400.00","100","12","5/14/2026","4/20/2026","","Referral","Existing Business","006xx000002"
""",
        {
            "Opportunity Owner": "owner",
            "Account Name": "company",
            "Opportunity Name": "name",
            "Stage": "stage",
            "Amount Currency": "amount.currency",
            "Amount": "amount",
            "Close Date": "close_on",
        },
    ),
    Export(
        "Pipedrive",
        "person",
        """Person - ID,Person - Name,Person - First name,Person - Last name,Person - Organization,Person - Email - Work,Person - Email - Home,Person - Email - Other,Person - Phone - Work,Person - Phone - Mobile,Person - Labels,Person - Owner,Person - Person created
11,Ayşe Demir,Ayşe,Demir,Deniz Tekstil,ayse@deniztekstil.example,ayse.d@post.example,,+90 212 000 0000,+90 532 000 0000,Hot,Dana Fields,2026-01-10 10:00:00
12,Luca Bianchi,Luca,Bianchi,Bianchi Srl,luca@bianchisrl.example,,,+39 02 0000 0000,,Customer,Sam Rivers,2026-01-11 16:30:00
""",
        {
            "Person - First name": "first_name",
            "Person - Last name": "last_name",
            "Person - Organization": "company",
            "Person - Email - Work": "email",
            "Person - Phone - Work": "phone",
            "Person - Labels": "tags",
            "Person - Owner": "owner",
        },
    ),
    Export(
        "Pipedrive",
        "company",
        """Organization - ID,Organization - Name,Organization - Label,Organization - Address,Organization - Owner,Organization - People,Organization - Open deals,Organization - Website,Organization - Industry,Organization - Annual revenue,Organization - Number of employees
5,Deniz Tekstil,Customer,"Bağdat Cd. 1, İstanbul, Türkiye",Dana Fields,3,1,https://deniztekstil.example,Textiles,1500000,60
6,Bianchi Srl,Prospect,"Via Roma 2, Milano, Italia",Sam Rivers,1,2,bianchisrl.example,Furniture,900000,22
""",
        {
            "Organization - Name": "name",
            "Organization - Label": "tags",
            "Organization - Address": "address",
            "Organization - Owner": "owner",
            "Organization - Website": "website",
            "Organization - Industry": "industry",
            "Organization - Annual revenue": "annual_revenue",
            "Organization - Number of employees": "employees",
        },
    ),
    Export(
        "Pipedrive",
        "deal",
        """Deal - ID,Deal - Title,Deal - Organization,Deal - Contact person,Deal - Value,Deal - Currency of Value,Deal - Stage,Deal - Pipeline,Deal - Status,Deal - Owner,Deal - Expected close date,Deal - Deal created,Deal - Probability
1,Deniz uniforms,Deniz Tekstil,Ayşe Demir,32000,TRY,Proposal Made,Pipeline,Open,Dana Fields,2026-08-20,2026-02-01 10:00:00,
2,Bianchi chairs,Bianchi Srl,Luca Bianchi,8400,EUR,Negotiations Started,Pipeline,Won,Sam Rivers,2026-07-01,2026-02-03 10:00:00,
""",
        {
            "Deal - Title": "name",
            "Deal - Organization": "company",
            "Deal - Value": "amount",
            "Deal - Currency of Value": "amount.currency",
            "Deal - Stage": "stage",
            "Deal - Pipeline": "stage.pipeline",
            "Deal - Status": "stage.status",
            "Deal - Owner": "owner",
            "Deal - Expected close date": "close_on",
        },
    ),
    Export(
        "Zoho",
        "person",
        """Record Id,Contact Owner.id,Contact Owner,Lead Source,First Name,Last Name,Account Name.id,Account Name,Email,Title,Department,Phone,Mobile,Created Time,Mailing Street,Mailing City,Mailing State,Mailing Zip,Mailing Country,Description,Tag
zcrm_4000001,zcrm_30001,Dana Fields,Trade Show,Priya,Nair,zcrm_5001,Kaveri Foods,priya@kaveri.example,Director,Sales,+91 80 0000 0000,+91 98 0000 0000,2026-02-11 11:00:00,12 MG Road,Bengaluru,Karnataka,560001,India,Met at the fair,
zcrm_4000002,zcrm_30002,Sam Rivers,,Olaf,Berg,zcrm_5002,Berg Bygg,olaf@bergbygg.example,Owner,,+47 55 00 00 00,,2026-02-12 12:00:00,Strandgaten 8,Bergen,,5013,Norway,,
""",
        {
            "Contact Owner": "owner",
            "First Name": "first_name",
            "Last Name": "last_name",
            "Account Name": "company",
            "Email": "email",
            "Title": "job_title",
            "Phone": "phone",
            "Tag": "tags",
        }
        | address("Mailing Street", "Mailing City", "Mailing State", "Mailing Zip", "Mailing Country"),
    ),
    Export(
        "Zoho",
        "company",
        """Record Id,Account Owner.id,Account Owner,Account Name,Phone,Website,Account Type,Industry,Employees,Annual Revenue,Billing Street,Billing City,Billing State,Billing Code,Billing Country,Description
zcrm_5001,zcrm_30001,Dana Fields,Kaveri Foods,+91 80 0000 0000,http://www.kaveri.example,Customer,Food,300,90000000,12 MG Road,Bengaluru,Karnataka,560001,India,
zcrm_5002,zcrm_30002,Sam Rivers,Berg Bygg,+47 55 00 00 00,bergbygg.example,Prospect,Construction,45,7000000,Strandgaten 8,Bergen,,5013,Norway,
""",
        {
            "Account Owner": "owner",
            "Account Name": "name",
            "Phone": "phone",
            "Website": "website",
            "Industry": "industry",
            "Employees": "employees",
            "Annual Revenue": "annual_revenue",
            "Description": "about",
        }
        | address("Billing Street", "Billing City", "Billing State", "Billing Code", "Billing Country"),
    ),
    Export(
        "Zoho",
        "deal",
        """Record Id,Deal Owner.id,Deal Owner,Amount,Deal Name,Closing Date,Account Name.id,Account Name,Stage,Probability (%),Expected Revenue,Contact Name.id,Contact Name,Lead Source,Type
zcrm_6001,zcrm_30001,Dana Fields,15000,Kaveri packaging,2026-09-01,zcrm_5001,Kaveri Foods,Qualification,10,1500,zcrm_4000001,Priya Nair,Trade Show,New Business
zcrm_6002,zcrm_30002,Sam Rivers,72000,Berg site office,2026-08-11,zcrm_5002,Berg Bygg,Negotiation/Review,90,64800,zcrm_4000002,Olaf Berg,,New Business
""",
        {
            "Deal Owner": "owner",
            "Amount": "amount",
            "Deal Name": "name",
            "Closing Date": "close_on",
            "Account Name": "company",
            "Stage": "stage",
        },
    ),
    Export(
        "Google Contacts",
        "person",
        """First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Website 1 - Label,Website 1 - Value
Hana,,Kobayashi,,,,,,,,Sakura Design,Art Director,,1985-04-12,,,* myContacts,Work,hana@sakura.example ::: hana.k@post.example,,,Work,+81 3 0000 0000,Work,"1-2 Ginza
Tokyo",1-2 Ginza,Tokyo,,,104-0061,JP,,Profile,https://sakura.example/hana
Ben,J.,Ortiz,,,,,,,,Ortiz Law,Partner,,,Old friend,,* myContacts ::: Clients,Work,ben@ortizlaw.example,Home,ben.o@post.example,Mobile,+1 415 555 0133,,,,,,,,,,,
""",
        {
            "First Name": "first_name",
            "Last Name": "last_name",
            "Organization Name": "company",
            "Organization Title": "job_title",
            "Labels": "tags",
            "E-mail 1 - Value": "email",
            "Phone 1 - Value": "phone",
        }
        | address(
            "Address 1 - Street",
            "Address 1 - City",
            "Address 1 - Region",
            "Address 1 - Postal Code",
            "Address 1 - Country",
        ),
    ),
    Export(
        "Google Contacts (before 2024)",
        "person",
        """Name,Given Name,Additional Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,Organization 1 - Title
Hana Kobayashi,Hana,,Kobayashi,* myContacts,Work,hana@sakura.example,Work,+81 3 0000 0000,,Sakura Design,Art Director
Ben Ortiz,Ben,,Ortiz,* myContacts,* Work,ben@ortizlaw.example,Mobile,+1 415 555 0133,,Ortiz Law,Partner
""",
        {
            "Given Name": "first_name",
            "Family Name": "last_name",
            "Group Membership": "tags",
            "E-mail 1 - Value": "email",
            "Phone 1 - Value": "phone",
            "Organization 1 - Name": "company",
            "Organization 1 - Title": "job_title",
        },
    ),
    Export(
        "Outlook",
        "person",
        """First Name,Middle Name,Last Name,Title,Suffix,Nickname,E-mail Address,E-mail 2 Address,Home Phone,Business Phone,Mobile Phone,Company,Job Title,Department,Business Street,Business City,Business State,Business Postal Code,Business Country/Region,Home Street,Home City,Web Page,Birthday,Categories,Notes
Sofia,,Lindqvist,Dr.,,,sofia@lindqvist.example,,,+46 8 000 00 00,+46 70 000 00 00,Lindqvist AB,Partner,Legal,Kungsgatan 3,Stockholm,,111 43,Sweden,,,http://lindqvist.example,1979-02-01,Key Customers,
Marc,,Dubois,,,,marc.dubois@atelier.example,,+33 1 00 00 00 00,+33 1 11 11 11 11,,Atelier Dubois,Gérant,,5 rue de la Paix,Lyon,,69001,France,,,,,,
""",
        {
            "First Name": "first_name",
            "Last Name": "last_name",
            "E-mail Address": "email",
            "Business Phone": "phone",
            "Company": "company",
            "Job Title": "job_title",
            "Categories": "tags",
        }
        | address(
            "Business Street", "Business City", "Business State", "Business Postal Code", "Business Country/Region"
        ),
    ),
    Export(
        "a spreadsheet",
        "person",
        """Nom complet;Société;Adresse e-mail;Téléphone;Ville
Amélie Fournier;Fournier SARL;amelie@fournier.example;01 23 45 67 89;Nantes
Hugo Le Gall;Gall & Fils;hugo@gall.example;+33 6 00 00 00 00;Brest
""",
        {
            "Nom complet": "first_name.full_name",
            "Société": "company",
            "Adresse e-mail": "email",
            "Téléphone": "phone",
            "Ville": "address.city",
        },
    ),
]
