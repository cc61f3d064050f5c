/** A whole process that is taken as it stands; in the sandbox of the demo its runs end well, with any input or none. */
export const example = `# Looks for a patient and files a note about him. Each step names the access token that it
# uses; nothing here holds a credential. An input to try: { "lastName": "Bixby", "note": "Seen today" }
document:
  dsl: '1.0.3'
  namespace: clinic
  name: file-a-note
  version: '1.0.0'
do:
  - findPatient:
      call: redox.query
      with:
        token: Redox Clinic
        dataModel: PatientSearch
        eventType: Query
        destination: { ID: af394f14-b34a-464f-8d24-895f370af4c9 }
        body:
          Patient:
            Demographics:
              FirstName: \${ .firstName // "Timothy" }
              LastName: \${ .lastName // "Bixby" }
              DOB: \${ .birthDate // "2008-01-06" }
      output:
        as: '\${ { mrn: .Patient.Identifiers[0].ID, note: ($input.note // "No note") } }'
  - fileNote:
      call: dropbox.uploadFile
      with:
        token: Dropbox Files
        path: '\${ "/notes/\\(.mrn).txt" }'
        content: '\${ .note }'
        mode: overwrite
`;
