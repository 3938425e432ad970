internal import ArgumentParser
internal import SerfSettings

/// Where the pictures of pairs are, as options.
struct PictureOptions: SettingOptions {
  @Option(EntailmentSettings.images, of: EntailmentSettings.self)
  var images: GivenSetting?

  @Option(EntailmentSettings.premiseImageColumn, of: EntailmentSettings.self)
  var premiseImageColumn: GivenSetting?

  @Option(EntailmentSettings.hypothesisImageColumn, of: EntailmentSettings.self)
  var hypothesisImageColumn: GivenSetting?

  var given: [GivenSetting] { [images, premiseImageColumn, hypothesisImageColumn].compactMap(\.self) }
}

/// What of captioned pictures a trained model is shown, as an option.
struct ShownOption: SettingOptions {
  @Option(
    EntailmentSettings.modalities, of: EntailmentSettings.self,
    help: "Show a model that reads texts and pictures one of them alone: text, image.")
  var modalities: GivenSetting?

  var given: [GivenSetting] { [modalities].compactMap(\.self) }
}

/// What of captioned pictures a model is trained and tested on, as options.
struct ModalityOptions: SettingOptions {
  @Option(EntailmentSettings.modalities, of: EntailmentSettings.self)
  var modalities: GivenSetting?

  @Option(EntailmentSettings.unseen, of: EntailmentSettings.self)
  var unseen: GivenSetting?

  var given: [GivenSetting] { [modalities, unseen].compactMap(\.self) }
}
