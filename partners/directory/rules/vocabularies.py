"""The words that records choose from: industries, departments, fields of work. Pure.

The office adds, renames, orders and retires terms in `vocabulary_terms`; DEFAULT_TERMS are what an
empty house begins with (migration 0002). A record keeps a term's code, which never changes.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from partners.foundation.words import _l

#: What each vocabulary is called, in the order of their administration.
VOCABULARIES: dict[str, Any] = {
    "hospital_type": _l("Types of hospital"),
    "department": _l("Departments"),
    "industry": _l("Industries"),
    "csr_field": _l("Fields of social responsibility"),
    "ambassador_field": _l("Fields of ambassadors"),
}


@dataclass(frozen=True)
class Term:
    """A choice of a vocabulary. Retired: no longer offered, but whoever has it keeps it and its label."""

    code: str
    label_ko: str
    label_en: str = ""
    is_retired: bool = False

    def label(self, language: str) -> str:
        """How it reads in `ko` or `en`; the Korean label where no English one was given."""
        return self.label_en if language == "en" and self.label_en else self.label_ko


def offered(terms: Iterable[Term], kept: Collection[str] = ()) -> list[Term]:
    """The terms that may be chosen, and of the retired ones those that the record has (`kept`: its codes)."""
    return [term for term in terms if not term.is_retired or term.code in kept]


def _terms(*rows: tuple[str, str, str]) -> tuple[Term, ...]:
    return tuple(Term(*row) for row in rows)


#: By vocabulary, in their order.
DEFAULT_TERMS: dict[str, tuple[Term, ...]] = {
    # 의료법 제3조 ②, 제3조의4.
    "hospital_type": _terms(
        ("tertiary", "상급종합병원", "Tertiary hospital"),
        ("general", "종합병원", "General hospital"),
        ("hospital", "병원", "Hospital"),
        ("dental_hospital", "치과병원", "Dental hospital"),
        ("oriental_hospital", "한방병원", "Korean medicine hospital"),
        ("long_term_care", "요양병원", "Long-term care hospital"),
        ("mental", "정신병원", "Mental hospital"),
        ("clinic", "의원", "Clinic"),
        ("dental_clinic", "치과의원", "Dental clinic"),
        ("oriental_clinic", "한의원", "Korean medicine clinic"),
        ("midwifery", "조산원", "Midwifery clinic"),
    ),
    # 의료법 시행규칙 제41조 ①.
    "department": _terms(
        ("internal_medicine", "내과", "Internal medicine"),
        ("neurology", "신경과", "Neurology"),
        ("psychiatry", "정신건강의학과", "Psychiatry"),
        ("surgery", "외과", "General surgery"),
        ("orthopedics", "정형외과", "Orthopaedic surgery"),
        ("neurosurgery", "신경외과", "Neurosurgery"),
        ("thoracic_surgery", "심장혈관흉부외과", "Cardiothoracic surgery"),
        ("plastic_surgery", "성형외과", "Plastic surgery"),
        ("anesthesiology", "마취통증의학과", "Anaesthesiology and pain medicine"),
        ("obstetrics_gynecology", "산부인과", "Obstetrics and gynaecology"),
        ("pediatrics", "소아청소년과", "Paediatrics"),
        ("ophthalmology", "안과", "Ophthalmology"),
        ("otolaryngology", "이비인후과", "Otorhinolaryngology"),
        ("dermatology", "피부과", "Dermatology"),
        ("urology", "비뇨의학과", "Urology"),
        ("radiology", "영상의학과", "Radiology"),
        ("radiation_oncology", "방사선종양학과", "Radiation oncology"),
        ("pathology", "병리과", "Pathology"),
        ("laboratory_medicine", "진단검사의학과", "Laboratory medicine"),
        ("rehabilitation", "재활의학과", "Rehabilitation medicine"),
        ("tuberculosis", "결핵과", "Tuberculosis"),
        ("preventive_medicine", "예방의학과", "Preventive medicine"),
        ("family_medicine", "가정의학과", "Family medicine"),
        ("nuclear_medicine", "핵의학과", "Nuclear medicine"),
        ("occupational_medicine", "직업환경의학과", "Occupational and environmental medicine"),
        ("emergency_medicine", "응급의학과", "Emergency medicine"),
        ("oral_surgery", "구강악안면외과", "Oral and maxillofacial surgery"),
        ("prosthodontics", "치과보철과", "Prosthodontics"),
        ("orthodontics", "치과교정과", "Orthodontics"),
        ("pediatric_dentistry", "소아치과", "Paediatric dentistry"),
        ("periodontics", "치주과", "Periodontics"),
        ("conservative_dentistry", "치과보존과", "Conservative dentistry"),
        ("oral_medicine", "구강내과", "Oral medicine"),
        ("dental_radiology", "영상치의학과", "Oral and maxillofacial radiology"),
        ("oral_pathology", "구강병리과", "Oral pathology"),
        ("preventive_dentistry", "예방치과", "Preventive dentistry"),
        ("general_dentistry", "통합치의학과", "Advanced general dentistry"),
        ("oriental_internal_medicine", "한방내과", "Korean internal medicine"),
        ("oriental_gynecology", "한방부인과", "Korean medicine: gynaecology"),
        ("oriental_pediatrics", "한방소아과", "Korean medicine: paediatrics"),
        (
            "oriental_eye_ear_skin",
            "한방안·이비인후·피부과",
            "Korean medicine: ophthalmology, otolaryngology and dermatology",
        ),
        ("oriental_neuropsychiatry", "한방신경정신과", "Korean medicine: neuropsychiatry"),
        ("oriental_rehabilitation", "한방재활의학과", "Korean medicine: rehabilitation"),
        ("sasang", "사상체질과", "Sasang constitutional medicine"),
        ("acupuncture", "침구과", "Acupuncture and moxibustion"),
    ),
    # 한국표준산업분류 (통계청 고시), 대분류.
    "industry": _terms(
        ("A", "농업, 임업 및 어업", "Agriculture, forestry and fishing"),
        ("B", "광업", "Mining and quarrying"),
        ("C", "제조업", "Manufacturing"),
        ("D", "전기, 가스, 증기 및 공기 조절 공급업", "Electricity, gas, steam and air conditioning supply"),
        (
            "E",
            "수도, 하수 및 폐기물 처리, 원료 재생업",
            "Water supply, sewerage, waste management, materials recovery",
        ),
        ("F", "건설업", "Construction"),
        ("G", "도매 및 소매업", "Wholesale and retail trade"),
        ("H", "운수 및 창고업", "Transportation and storage"),
        ("I", "숙박 및 음식점업", "Accommodation and food service"),
        ("J", "정보통신업", "Information and communication"),
        ("K", "금융 및 보험업", "Financial and insurance activities"),
        ("L", "부동산업", "Real estate activities"),
        ("M", "전문, 과학 및 기술 서비스업", "Professional, scientific and technical activities"),
        (
            "N",
            "사업시설 관리, 사업 지원 및 임대 서비스업",
            "Facilities management, business support and rental",
        ),
        ("O", "공공행정, 국방 및 사회보장 행정", "Public administration, defence and social security"),
        ("P", "교육 서비스업", "Education"),
        ("Q", "보건업 및 사회복지 서비스업", "Human health and social work"),
        ("R", "예술, 스포츠 및 여가관련 서비스업", "Arts, sports and recreation"),
        ("S", "협회 및 단체, 수리 및 기타 개인 서비스업", "Organisations, repair and other personal services"),
        ("T", "가구 내 고용활동 및 자가 소비 생산활동", "Activities of households"),
        ("U", "국제 및 외국기관", "International and foreign organisations"),
    ),
    "csr_field": _terms(
        ("children_youth", "아동·청소년", "Children and youth"),
        ("elderly", "어르신", "Older people"),
        ("disability", "장애인", "People with disabilities"),
        ("low_income", "저소득층 생계 지원", "Support for low-income households"),
        ("multicultural", "다문화·외국인 주민", "Multicultural families and foreign residents"),
        ("education", "교육·장학", "Education and scholarships"),
        ("culture_arts", "문화·예술", "Culture and arts"),
        ("sports", "체육", "Sports"),
        ("health", "의료·건강", "Medical care and health"),
        ("environment", "환경", "Environment"),
        ("housing", "주거 환경 개선", "Housing improvement"),
        ("jobs_startups", "일자리·창업", "Jobs and start-ups"),
        ("local_economy", "지역경제·상생협력", "Local economy and mutual growth"),
        ("disaster_safety", "재난·안전", "Disaster relief and safety"),
        ("international", "국제 구호", "International relief"),
        ("volunteering", "임직원 자원봉사", "Employee volunteering"),
    ),
    "ambassador_field": _terms(
        ("tourism", "관광", "Tourism"),
        ("medical_tourism", "의료관광", "Medical tourism"),
        ("culture_arts", "문화·예술", "Culture and arts"),
        ("broadcasting", "방송·연예", "Broadcasting and entertainment"),
        ("media", "언론·미디어", "Press and media"),
        ("sports", "체육", "Sports"),
        ("education", "교육·학술", "Education and research"),
        ("business", "경제·통상", "Business and trade"),
        ("community", "외국인 주민·유학생", "Foreign residents and students"),
    ),
}
