//! The administrations, operations and roles that are offered. Another kommun's, and other words, can be written in.

/// An id with what a reader sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The id, the same as the option of the form's field.
    pub id: &'static str,
    /// Its name.
    pub label: &'static str,
}

const fn choice(id: &'static str, label: &'static str) -> Choice {
    Choice { id, label }
}

/// The kommun whose administrations are known.
pub const STOCKHOLM: &str = "stockholm";

/// The kommuner offered.
pub const MUNICIPALITIES: &[Choice] =
    &[choice(STOCKHOLM, "Stockholms stad"), choice("lidingo", "Lidingö stad")];

/// Stockholm's eleven stadsdelsförvaltningar and the five fackförvaltningar that have a samordnare.
pub const ADMINISTRATIONS: &[Choice] = &[
    choice("bromma", "Bromma stadsdelsförvaltning"),
    choice("enskede-arsta-vantor", "Enskede-Årsta-Vantörs stadsdelsförvaltning"),
    choice("farsta", "Farsta stadsdelsförvaltning"),
    choice("hagersten-alvsjo", "Hägersten-Älvsjö stadsdelsförvaltning"),
    choice("hasselby-vallingby", "Hässelby-Vällingby stadsdelsförvaltning"),
    choice("jarva", "Järva stadsdelsförvaltning"),
    choice("kungsholmen", "Kungsholmens stadsdelsförvaltning"),
    choice("norra-innerstaden", "Norra innerstadens stadsdelsförvaltning"),
    choice("skarpnack", "Skarpnäcks stadsdelsförvaltning"),
    choice("skarholmen", "Skärholmens stadsdelsförvaltning"),
    choice("sodermalm", "Södermalms stadsdelsförvaltning"),
    choice("social", "Socialförvaltningen"),
    choice("utbildning", "Utbildningsförvaltningen"),
    choice("arbetsmarknad", "Arbetsmarknadsförvaltningen"),
    choice("kultur", "Kulturförvaltningen"),
    choice("idrott", "Idrottsförvaltningen"),
    choice("annan", "Annan"),
];

/// The operations of the form.
pub const ACTIVITIES: &[Choice] = &[
    choice("falt", "Fältverksamhet"),
    choice("socialtjanst", "Socialtjänst"),
    choice("fritid", "Fritidsverksamhet"),
    choice("samhallsvagledning", "Samhällsvägledning"),
    choice("skola", "Skola"),
    choice("forskola", "Förskola"),
    choice("fritidshem", "Fritidshem"),
    choice("vard", "Hälso- och sjukvård"),
    choice("annan", "Annan"),
];

/// The roles of the form.
pub const ROLES: &[Choice] = &[
    choice("faltassistent", "Fältassistent"),
    choice("socialsekreterare", "Socialsekreterare"),
    choice("fritidsledare", "Fritidsledare"),
    choice("samhallsvagledare", "Samhällsvägledare"),
    choice("larare", "Lärare eller annan skolpersonal"),
    choice("forskola", "Förskolepersonal"),
    choice("fritidshem", "Personal i fritidshem"),
    choice("vard", "Hälso- och sjukvårdspersonal"),
    choice("annan", "Annan"),
];

#[cfg(feature = "cli")]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::routines;

    #[test]
    fn what_is_offered_is_what_the_form_of_stockholm_has() {
        let flow = routines::read("stockholm-vbe").unwrap().flow.unwrap();
        for (field, offered) in
            [("forvaltning", ADMINISTRATIONS), ("verksamhet", ACTIVITIES), ("roll", ROLES)]
        {
            let at = flow.form.find(field).unwrap();
            let options = flow.form.field(at).kind.options();
            let form: Vec<_> =
                options.iter().map(|option| (option.id.as_str(), option.text.as_str())).collect();
            let offered: Vec<_> = offered.iter().map(|choice| (choice.id, choice.label)).collect();
            assert_eq!(form, offered, "{field}");
        }
    }
}
