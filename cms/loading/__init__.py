"""From the files of cms/content to pages: read, turned into what the editor would have typed, published."""
