"""How the codes of this capability read: ties, documents, institutions, confidence, what was done."""

from enum import IntEnum, StrEnum
from typing import Any

from partners.foundation.words import _l

HOME = "KR"


class Band(IntEnum):
    """Where a partner stands in its section of the list."""

    DOMESTIC = 0
    FOREIGN = 1
    GROUPS = 2


BAND_LABELS = {
    Band.DOMESTIC: _l("Domestic"),
    Band.FOREIGN: _l("Foreign"),
    Band.GROUPS: _l("Groups"),
}

TIE_LABELS: dict[str, Any] = {
    "sister": _l("Sister tie"),
    "friendship": _l("Friendship"),
    "zone_operator": _l("Zone operator"),
    "partner_institution": _l("Partner institution"),
    "ambassador": _l("Goodwill ambassador"),
    "supporter": _l("SNS supporter"),
    "csr_agreement": _l("CSR agreement"),
    "mou": _l("MOU"),
}

STATUS_LABELS: dict[str, Any] = {
    "active": _l("Active"),
    "dormant": _l("Dormant"),
    "suspended": _l("Suspended"),
    "ended": _l("Ended"),
}

DOCUMENT_LABELS: dict[str, Any] = {
    "loi": _l("Letter of intent"),
    "mou": _l("MOU"),
    "agreement": _l("Signed agreement"),
    "council_resolution": _l("Council resolution"),
    "certificate": _l("Certificate"),
    "reply": _l("Reply of the counterpart"),
    "other": _l("Other document"),
}

INSTITUTION_TYPES: dict[str, Any] = {
    "national_government": _l("National government"),
    "metropolitan_government": _l("Metropolitan government"),
    "foreign_government_office": _l("Foreign government office"),
    "public_institution": _l("Public institution"),
    "council": _l("Council"),
    "committee": _l("Committee"),
    "association": _l("Association"),
    "foreign_civic_group": _l("Foreign civic group"),
    "education_center": _l("Education centre"),
    "other": _l("Other"),
}


#: 기업 규모: 중소기업기본법 제2조, 중견기업법 제2조, 소상공인기본법 제2조, 사회적기업 육성법 제2조.
COMPANY_SIZES: dict[str, Any] = {
    "large": _l("Large company"),
    "middle": _l("Middle-standing company"),
    "small": _l("Small or medium company"),
    "micro": _l("Micro enterprise"),
    "social": _l("Social enterprise"),
}

PLATFORMS: dict[str, Any] = {
    "youtube": _l("YouTube"),
    "instagram": _l("Instagram"),
    "facebook": _l("Facebook"),
    "x": _l("X (Twitter)"),
    "tiktok": _l("TikTok"),
    "blog": _l("Blog"),
    "threads": _l("Threads"),
    "weibo": _l("Weibo"),
    "xiaohongshu": _l("Xiaohongshu"),
    "wechat": _l("WeChat"),
    "bilibili": _l("Bilibili"),
    "line": _l("LINE"),
    "zalo": _l("Zalo"),
    "vk": _l("VK"),
    "telegram": _l("Telegram"),
    "other": _l("Other"),
}


class Confidence(StrEnum):
    """How sure we are of a partner's point on the map; below high it asks to be checked."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


CONFIDENCE_LABELS = {
    Confidence.HIGH: _l("Confirmed"),
    Confidence.MEDIUM: _l("Roughly right"),
    Confidence.LOW: _l("Doubtful"),
}

ACTION_LABELS: dict[str, Any] = {
    "partner:created": _l("Registered"),
    "partner:edited": _l("Corrected"),
    "partner:document:added": _l("Document put on file"),
    "partner:document:removed": _l("Document taken off the file"),
    "document:edited": _l("Corrected"),
    "document:file:attached": _l("File attached"),
    "document:file:removed": _l("File removed"),
    "partner:tie:taken_over": _l("Existing tie taken over"),
    "partner:tie:made": _l("Tie made by an agreement"),
    "partner:tie:ended": _l("Tie ended"),
    "partner:tie:renewed": _l("Next term of a tie begun"),
    "partner:tie:extended": _l("Period of a zone lengthened"),
    "partner:tie:changed": _l("Status of a tie changed"),
    "partner:tie:dated": _l("Days of a tie written"),
    "partner:tagged": _l("Tags changed"),
    "tag:renamed": _l("Tag renamed"),
    "tag:merged": _l("Tag merged into another"),
    "tag:deleted": _l("Tag deleted"),
    "term:added": _l("Term added"),
    "term:renamed": _l("Term renamed"),
    "term:moved": _l("Term moved"),
    "term:retired": _l("Term retired"),
    "term:brought_back": _l("Term offered again"),
    "partner:handed_over": _l("Handed over to another team"),
    "partner:placed": _l("Put on the map"),
    "partner:follow_up_planned": _l("Follow-up planned"),
    "partner:taken_back": _l("Taken back"),
    "partner:merged": _l("Another record was merged into this one"),
    "partner:merged_away": _l("Merged into another record"),
    "partner:archived": _l("Archived"),
    "partner:restored": _l("Brought back"),
    "partner:deleted": _l("Deleted: put into the trash"),
    "partner:undeleted": _l("Brought back from the trash"),
    "document:deleted": _l("Deleted: put into the trash"),
    "document:undeleted": _l("Brought back from the trash"),
}

FIELD_LABELS: dict[str, Any] = {
    "kind": _l("Kind"),
    "name_ko": _l("Name in Korean"),
    "name_en": _l("Name in English"),
    "name_native": _l("Name in its own script"),
    "aliases": _l("Other names"),
    "tags": _l("Tags"),
    "act": _l("Together with others"),
    "follow_up": _l("Follow-up"),
    "name": _l("Name"),
    "carried": _l("Partners that carry it"),
    "label_ko": _l("In Korean"),
    "label_en": _l("In English"),
    "position": _l("Place"),
    "country": _l("Country"),
    "region": _l("Region"),
    "address": _l("Address"),
    "lat": _l("Latitude"),
    "lon": _l("Longitude"),
    "point_confidence": _l("Position on the map"),
    "reference_fields": _l("Unconfirmed values"),
    "note": _l("Note"),
    "source": _l("Source"),
    "valid_to": _l("Last day of its existence"),
    "successor_id": _l("Successor"),
    "owner_team_id": _l("Team in charge"),
    "owner_id": _l("Officer in charge"),
    "type": _l("Type"),
    "tie_type": _l("Tie"),
    "related_partner_id": _l("Belongs to"),
    "is_planned": _l("Not formed yet"),
    "formed_on": _l("Formed on"),
    "member_kind": _l("Its members are"),
    "registration_no": _l("Foreign-patient registration number"),
    "registration_until": _l("Registration valid until"),
    "registration_from": _l("Registration valid from"),
    "registration": _l("Registration valid"),
    "languages": _l("Languages"),
    "time_zone": _l("Time zone"),
    "counterpart_office": _l("Counterpart office"),
    "hospital_type": _l("Type of hospital"),
    "departments": _l("Departments"),
    "interpretation_languages": _l("Languages of interpretation"),
    "business_no": _l("Business number"),
    "industry": _l("Industry"),
    "csr_fields": _l("Fields of social responsibility"),
    "size": _l("Size"),
    "nationality": _l("Nationality"),
    "field": _l("Field of activity"),
    "term": _l("Term of office"),
    "term_from": _l("Term begins on"),
    "term_until": _l("Term ends on"),
    "is_team": _l("A team of several persons"),
    "member_count": _l("Members"),
    "cohort_id": _l("Cohort"),
    "cohort_no": _l("Number of the cohort"),
    "period": _l("Period"),
    "channels": _l("Channels"),
    "merged_from": _l("Merged record"),
    "merged_into": _l("Merged into"),
    "point": _l("Coordinates"),
    "platform": _l("Platform"),
    "handle": _l("Name of the channel"),
    "url": _l("Address (URL)"),
    "followers": _l("Followers"),
    "followers_on": _l("Counted on"),
    "title": _l("Title"),
    "number": _l("Document number"),
    "dated_on": _l("Date"),
    "date_text": _l("Date as written"),
    "file": _l("File"),
    "signed_on": _l("Signed on"),
    "days_source": _l("Where the days are known from"),
    "ceremony_on": _l("Ceremony on"),
    "starts_on": _l("In force from"),
    "ends_on": _l("In force until"),
    "ended_on": _l("Ended on"),
    "base_date": _l("Base date"),
    "status": _l("Status"),
    "reason": _l("Reason"),
    "legal_basis": _l("Legal basis"),
    "consented_on": _l("Day of consent"),
    "purpose": _l("Purpose"),
    "collected_from": _l("Where the data comes from"),
    "retain_until": _l("Kept until"),
}
