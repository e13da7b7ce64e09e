//! The administrations, operations and roles that are offered. Another kommun's, and other words, can be written in.

/// An id with what a reader sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProfileChoice {
    /// The id, the same as the option of the form's field.
    pub id: &'static str,
    /// Its name.
    pub label: &'static str,
}

const fn make_choice(id: &'static str, label: &'static str) -> ProfileChoice {
    ProfileChoice { id, label }
}

/// The kommun whose administrations are known.
pub const STOCKHOLM: &str = "stockholm";

/// The kommuner offered.
pub const MUNICIPALITIES: &[ProfileChoice] =
    &[make_choice(STOCKHOLM, "Stockholms stad"), make_choice("lidingo", "Lidingö stad")];

/// Stockholm's eleven stadsdelsförvaltningar and the five fackförvaltningar that have a samordnare.
pub const ADMINISTRATIONS: &[ProfileChoice] = &[
    make_choice("bromma", "Bromma stadsdelsförvaltning"),
    make_choice("enskede-arsta-vantor", "Enskede-Årsta-Vantörs stadsdelsförvaltning"),
    make_choice("farsta", "Farsta stadsdelsförvaltning"),
    make_choice("hagersten-alvsjo", "Hägersten-Älvsjö stadsdelsförvaltning"),
    make_choice("hasselby-vallingby", "Hässelby-Vällingby stadsdelsförvaltning"),
    make_choice("jarva", "Järva stadsdelsförvaltning"),
    make_choice("kungsholmen", "Kungsholmens stadsdelsförvaltning"),
    make_choice("norra-innerstaden", "Norra innerstadens stadsdelsförvaltning"),
    make_choice("skarpnack", "Skarpnäcks stadsdelsförvaltning"),
    make_choice("skarholmen", "Skärholmens stadsdelsförvaltning"),
    make_choice("sodermalm", "Södermalms stadsdelsförvaltning"),
    make_choice("social", "Socialförvaltningen"),
    make_choice("utbildning", "Utbildningsförvaltningen"),
    make_choice("arbetsmarknad", "Arbetsmarknadsförvaltningen"),
    make_choice("kultur", "Kulturförvaltningen"),
    make_choice("idrott", "Idrottsförvaltningen"),
    make_choice("annan", "Annan"),
];

/// The operations of the form.
pub const ACTIVITIES: &[ProfileChoice] = &[
    make_choice("falt", "Fältverksamhet"),
    make_choice("socialtjanst", "Socialtjänst"),
    make_choice("fritid", "Fritidsverksamhet"),
    make_choice("samhallsvagledning", "Samhällsvägledning"),
    make_choice("skola", "Skola"),
    make_choice("forskola", "Förskola"),
    make_choice("fritidshem", "Fritidshem"),
    make_choice("vard", "Hälso- och sjukvård"),
    make_choice("annan", "Annan"),
];

/// The roles of the form.
pub const ROLES: &[ProfileChoice] = &[
    make_choice("faltassistent", "Fältassistent"),
    make_choice("socialsekreterare", "Socialsekreterare"),
    make_choice("fritidsledare", "Fritidsledare"),
    make_choice("samhallsvagledare", "Samhällsvägledare"),
    make_choice("larare", "Lärare eller annan skolpersonal"),
    make_choice("forskola", "Förskolepersonal"),
    make_choice("fritidshem", "Personal i fritidshem"),
    make_choice("vard", "Hälso- och sjukvårdspersonal"),
    make_choice("annan", "Annan"),
];

#[cfg(feature = "cli")]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::routines;

    #[test]
    fn what_is_offered_is_what_the_form_of_stockholm_has() {
        let flow = routines::read_routine("stockholm-vbe").unwrap().flow.unwrap();
        for (field, offered) in
            [("forvaltning", ADMINISTRATIONS), ("verksamhet", ACTIVITIES), ("roll", ROLES)]
        {
            let at = flow.form.find_field(field).unwrap();
            let options = flow.form.field(at).kind.options();
            let form: Vec<_> =
                options.iter().map(|option| (option.id.as_str(), option.text.as_str())).collect();
            let offered: Vec<_> = offered.iter().map(|choice| (choice.id, choice.label)).collect();
            assert_eq!(form, offered, "{field}");
        }
    }
}
