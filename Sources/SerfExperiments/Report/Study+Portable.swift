extension Study {
  /// The study without paths of the machine that it was made on: files are named as the specification names them, bundled
  /// ones and those of no setting by their last name alone.
  var portable: Study {
    var study = self
    for index in files.indices {
      let (path, name) = (files[index].path, portableName(of: files[index]))
      study.files[index].path = name
      study.replaceInReasons(path, with: name)
    }
    return study
  }

  /// What the specification says, where the path ends with it.
  private func portableName(of file: File) -> String {
    let said = configurations.lazy.flatMap(\.settings).filter { $0.name == file.setting && $0.origin != .default }
    if let setting = said.first(where: { file.path == $0.value || file.path.hasSuffix("/" + $0.value) }) {
      return setting.value
    }
    return file.path.split(separator: "/").last.map(String.init) ?? file.path
  }

  /// Why a cell failed may name the file that it stumbled over.
  private mutating func replaceInReasons(_ path: String, with name: String) {
    guard path != name else { return }
    for setup in configurations.indices {
      for cell in configurations[setup].cells.indices {
        let reason = configurations[setup].cells[cell].reason
        if let reason { configurations[setup].cells[cell].reason = reason.replacing(path, with: name) }
      }
    }
  }
}
